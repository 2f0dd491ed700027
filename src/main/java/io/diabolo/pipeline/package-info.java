/** Opportunities from discovery to signature. */
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
            "importing",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
