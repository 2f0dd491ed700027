/** Who is told what, where and when: each notification from an event, with its reason. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "clocks",
            "journey",
            "mentions",
            "queues",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
