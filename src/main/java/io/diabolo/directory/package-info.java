/** Companies, people and what happened with them: segments, consent, duplicates, activities. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "queues",
            "journey",
            "importing",
            "mentions",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
