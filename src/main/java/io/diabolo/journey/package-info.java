/** The stages of the double funnel and the ledger of every stage change: append-only, from which all figures come. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "sheets",
            "mentions",
            "queues",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.journey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
