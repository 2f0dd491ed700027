/** Personal data of the people in the directory: one person's whole file, erasure everywhere, retention periods. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "configuration",
            "journey",
            "importing",
            "directory",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
