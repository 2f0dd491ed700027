/** Outside sales: the day's visits, companies near a place, and visit reports written on a phone, with or without a network. */
@ApplicationModule(
        allowedDependencies = {"platform", "identity", "records", "directory", "meetings", "pipeline", "web", "api"})
@NullMarked
package io.diabolo.field;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
