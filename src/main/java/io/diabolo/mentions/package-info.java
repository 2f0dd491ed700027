/** Who is named with an @ in what members write: read out of the text, told if they may see it, shown as a link. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "records", "web"})
@NullMarked
package io.diabolo.mentions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
