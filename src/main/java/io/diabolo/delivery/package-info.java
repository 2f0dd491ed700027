/**
 * What was signed and has to be delivered: orders, contracts with their recurring money, and the onboarding of those who
 * signed.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "sheets",
            "journey",
            "directory",
            "importing",
            "queues",
            "pipeline",
            "deals",
            "offers",
            "notifications",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
