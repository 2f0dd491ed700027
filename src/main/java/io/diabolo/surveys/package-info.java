/** What customers say when they are asked: surveys by mail and by link, their answers, and what they come to. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "clocks",
            "directory",
            "queues",
            "mail",
            "delivery",
            "support",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.surveys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
