/** Products and what an opportunity is about. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "journey",
            "directory",
            "pipeline",
            "importing",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.offers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
