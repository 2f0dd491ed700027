/**
 * Learning from a workspace's own past: a logistic regression over words and numbers, how good it is on later cases, and
 * what speaks for and against in each. What the cases are is said by the modules that use it.
 */
@ApplicationModule(allowedDependencies = {"platform", "web"})
@NullMarked
package io.diabolo.prediction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
