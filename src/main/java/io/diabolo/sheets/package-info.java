/** Sheets: versioned questions about a record, each answer with its evidence. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "configuration", "web", "api"})
@NullMarked
package io.diabolo.sheets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
