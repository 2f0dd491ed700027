/** What becomes of a customer: renewals seen coming, the health of accounts, and what could be sold to them next. */
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
            "offers",
            "delivery",
            "support",
            "notifications",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.growth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
