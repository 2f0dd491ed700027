/** What every record shares: lists and views, custom fields, change sets with undo, the bin, search, export. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "web", "api"})
@NullMarked
package io.diabolo.records;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
