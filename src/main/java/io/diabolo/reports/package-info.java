/** Reports: any records, divided by any of their fields, counted or summed, drawn, kept, shared and told regularly. */
@ApplicationModule(
        allowedDependencies = {"platform", "identity", "records", "configuration", "notifications", "web", "api"})
@NullMarked
package io.diabolo.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
