/** Data quality: what is missing, stale or contradicts itself, how much of it, and the list in which it is mended. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "configuration", "queues", "web", "api"})
@NullMarked
package io.diabolo.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
