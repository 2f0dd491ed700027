/** Sequences: what is done with many leads step by step, from the first mail to an answer, and what came of it. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "notifications",
            "journey",
            "directory",
            "pipeline",
            "qualification",
            "privacy",
            "mail",
            "meetings",
            "queues",
            "calls",
            "prospecting",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.sequences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
