/**
 * How targets spread over time: the months of a year by their season, and what somebody new can reach of a full target. Targets
 * themselves are set on the desks.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "clocks",
            "queues",
            "roles",
            "organisation",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.targets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
