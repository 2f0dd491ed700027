/** Files in and out: reading, mapping, matching, applying, taking back. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "journey", "web", "api"})
@NullMarked
package io.diabolo.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
