/** The conventions of the API: bearer tokens, cursors, problems, ETag, idempotency, OpenAPI. */
@ApplicationModule(allowedDependencies = {"platform", "web"})
@NullMarked
package io.diabolo.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
