/** The ground under every module: database, workspace scoping, time, texts, money, jobs, kept files. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.diabolo.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
