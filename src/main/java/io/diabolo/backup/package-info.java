/**
 * Copies of all data of an installation: made while it runs, restored into an empty place, made by themselves before an
 * upgrade and every night. Plain Java on the owner's connection, for it works before and beside the application.
 */
@ApplicationModule(allowedDependencies = {"platform", "web"})
@NullMarked
package io.diabolo.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
