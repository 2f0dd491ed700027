/** What customers do with what they bought: events come in, and are told by company, feature and day. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "rules",
            "queues",
            "journey",
            "directory",
            "pipeline",
            "offers",
            "delivery",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
