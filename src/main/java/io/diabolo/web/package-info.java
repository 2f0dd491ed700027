/** The shell in which every page stands: navigation, palette, problems, live channel, and the look. Knows no module. */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package io.diabolo.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
