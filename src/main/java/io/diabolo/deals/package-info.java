/** What is found out about a sale: its discovery sheet, who takes part at the customer's, who else is in the race. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "clocks",
            "sheets",
            "journey",
            "mentions",
            "importing",
            "directory",
            "pipeline",
            "web",
            "api"
        })
@NullMarked
package io.diabolo.deals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
