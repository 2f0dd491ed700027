/** Leads from first touch to hand-off. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "prediction",
            "identity",
            "records",
            "configuration",
            "journey",
            "directory",
            "clocks",
            "queues",
            "notifications",
            "rules",
            "sheets",
            "pipeline",
            "importing",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.qualification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
