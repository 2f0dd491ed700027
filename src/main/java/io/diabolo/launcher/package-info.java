/** From the command line to a listening Diabolo: plain Java until the database and the application run. */
@ApplicationModule(allowedDependencies = {"platform", "backup"})
@NullMarked
package io.diabolo.launcher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
