/** What sales operations let happen by itself: automations with their log, and webhooks that tell other systems. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "journey",
            "clocks",
            "rules",
            "directory",
            "queues",
            "notifications",
            "mail",
            "acquisition",
            "qualification",
            "sequences",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
