/** The organisation: what each sales role is, and how a job title is read as one of them. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "web", "api"})
@NullMarked
package io.diabolo.roles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
