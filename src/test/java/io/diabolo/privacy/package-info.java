@NullMarked
package io.diabolo.privacy;

import org.jspecify.annotations.NullMarked;
