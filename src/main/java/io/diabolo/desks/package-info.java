/** The desk of each role: its queue with the record beside it, its hand-offs, its own figures against targets. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "clocks",
            "queues",
            "directory",
            "journey",
            "targets",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.desks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
