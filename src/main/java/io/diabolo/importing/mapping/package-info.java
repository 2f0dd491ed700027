/** From headers and values to a proposal: what each file is about and where each of its columns goes. */
@NullMarked
package io.diabolo.importing.mapping;

import org.jspecify.annotations.NullMarked;
