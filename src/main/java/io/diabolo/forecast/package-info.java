/** What is going to be signed: by category, member, team and period; what each week said, what changed, what statistics say. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "queues",
            "journey",
            "mentions",
            "pipeline",
            "offers",
            "desks",
            "targets",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
