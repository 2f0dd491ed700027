/** Customers' requests: tickets in tiers, promises of time, mail, portal, knowledge base, and what customers say of it. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "journey",
            "directory",
            "queues",
            "notifications",
            "mentions",
            "importing",
            "mail",
            "delivery",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
