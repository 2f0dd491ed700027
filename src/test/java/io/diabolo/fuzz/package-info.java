/** Every write, every form and every query with nonsense: nothing breaks, and what is refused changes nothing. */
@NullMarked
package io.diabolo.fuzz;

import org.jspecify.annotations.NullMarked;
