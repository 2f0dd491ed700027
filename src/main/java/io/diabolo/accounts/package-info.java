/**
 * The customers as accounts: who looks after them, what is planned with them and shown to them, what could be sold to them
 * next, whom they recommend, and how those who left are won back.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "rules",
            "queues",
            "journey",
            "directory",
            "pipeline",
            "deals",
            "offers",
            "delivery",
            "support",
            "qualification",
            "notifications",
            "surveys",
            "usage",
            "growth",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
