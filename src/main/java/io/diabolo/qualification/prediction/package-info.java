/** What the workspace's own history says of an open lead: how likely it is to be qualified, and why. */
@NullMarked
package io.diabolo.qualification.prediction;

import org.jspecify.annotations.NullMarked;
