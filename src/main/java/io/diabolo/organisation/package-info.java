/**
 * The organisation along the double funnel: positions and who fills them, the map of what is covered and what isn't, and how
 * many of each role a goal needs.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "journey",
            "directory",
            "queues",
            "roles",
            "insight",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
