/** Products and their prices, quotes from the first draft to the signature, and what an opportunity is about. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "journey",
            "rules",
            "sheets",
            "directory",
            "clocks",
            "queues",
            "notifications",
            "mail",
            "pipeline",
            "importing",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.offers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
