@NullMarked
package io.diabolo;

import org.jspecify.annotations.NullMarked;
