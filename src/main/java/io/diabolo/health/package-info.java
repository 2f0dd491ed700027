/** How customers are: scored by rules and explained, what is done about those in danger, and who is likely to leave. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "rules",
            "prediction",
            "queues",
            "journey",
            "directory",
            "delivery",
            "support",
            "surveys",
            "usage",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
