/** What comes next for a member, in one order with its reasons, and the figures a desk is measured by: any module adds to it. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "clocks", "web", "api"})
@NullMarked
package io.diabolo.queues;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
