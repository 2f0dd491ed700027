/** Campaigns, assets, forms and what comes in through them; touches, attribution and growth experiments. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "journey",
            "directory",
            "clocks",
            "queues",
            "notifications",
            "rules",
            "qualification",
            "importing",
            "mail",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.acquisition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
