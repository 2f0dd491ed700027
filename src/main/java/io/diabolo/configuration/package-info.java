/** The whole configuration as one file: written, compared, taken over; and the history of what was set. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "web", "api"})
@NullMarked
package io.diabolo.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
