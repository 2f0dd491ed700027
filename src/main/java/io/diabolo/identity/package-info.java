/** Workspaces, members, teams, sign-in, sessions, API tokens and what each may see. */
@ApplicationModule(allowedDependencies = {"platform", "web", "api"})
@NullMarked
package io.diabolo.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
