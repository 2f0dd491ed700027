/** Promises of time: working calendars, and clocks that warn, break and escalate. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "configuration", "web", "api"})
@NullMarked
package io.diabolo.clocks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
