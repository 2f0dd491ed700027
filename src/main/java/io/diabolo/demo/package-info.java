/**
 * The demo workspace: a generated French software company with eighteen months of history over the whole cycle. A
 * generator, so it writes the tables of the modules below directly, as the database's owner.
 */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "journey"})
@NullMarked
package io.diabolo.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
