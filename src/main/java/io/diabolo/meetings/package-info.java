/** Meetings: when somebody can be met, booked from within and from outside, and what came of it. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "journey",
            "sheets",
            "directory",
            "notifications",
            "mail",
            "queues",
            "qualification",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.meetings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
