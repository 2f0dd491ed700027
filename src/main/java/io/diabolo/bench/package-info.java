/**
 * How fast Diabolo is, beside the plain SQL that does the same work: {@code ./diabolo bench}. A generator and a stopwatch,
 * so it writes the tables of the modules below directly, as the database's owner, and asks the server as a browser does.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "records",
            "journey",
            "clocks",
            "sequences",
            "automation",
            "roles"
        })
@NullMarked
package io.diabolo.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
