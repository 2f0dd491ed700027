/**
 * Filling an open position: its job description and public page, the interview kit, candidates from the application to the
 * signature, and how long they are kept.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "journey",
            "sheets",
            "directory",
            "importing",
            "queues",
            "roles",
            "organisation",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.hiring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
