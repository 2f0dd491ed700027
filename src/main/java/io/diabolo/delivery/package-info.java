/** What was signed and has to be delivered: orders and contracts, made of accepted quotes. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "journey",
            "directory",
            "queues",
            "pipeline",
            "offers",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
