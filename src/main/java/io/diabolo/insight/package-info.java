/** The double funnel and its definitions: every figure from one code path, with the records behind it. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "journey",
            "directory",
            "qualification",
            "pipeline",
            "offers",
            "queues",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
