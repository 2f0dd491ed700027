@NullMarked
package io.diabolo.importing.reading;

import org.jspecify.annotations.NullMarked;
