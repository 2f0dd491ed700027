/** The call desk: whom to call now and why, what came of it, and then the next. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "journey",
            "directory",
            "qualification",
            "prospecting",
            "queues",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
