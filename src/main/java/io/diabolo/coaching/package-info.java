/** What managers and their people say to each other about their work: kept between the two, and taken up again when agreed. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "queues", "web", "api"})
@NullMarked
package io.diabolo.coaching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
