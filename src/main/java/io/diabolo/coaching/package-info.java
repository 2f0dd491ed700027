/** What managers note in talks with those they lead: private, shared when they choose, with what was agreed as tasks. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "mentions",
            "notifications",
            "queues",
            "directory",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.coaching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
