/** Whom to win next: priorities, target profiles, lists, claims, and what is found out about companies and people. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "rules",
            "clocks",
            "journey",
            "directory",
            "qualification",
            "queues",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.prospecting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
