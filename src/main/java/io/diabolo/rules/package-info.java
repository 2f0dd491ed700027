/** Rules: typed expressions over a record, with points or an outcome, explained in words, and run on one record or on all. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "configuration", "web", "api"})
@NullMarked
package io.diabolo.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
