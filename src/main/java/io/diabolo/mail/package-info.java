/** Mailboxes, sending and reading: what leaves is queued with what caused it, what comes back lands on the timeline. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "clocks",
            "journey",
            "directory",
            "notifications",
            "queues",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
