/** What the product promises as a whole, seen from outside: pages, API, files. */
@NullMarked
package io.diabolo.acceptance;

import org.jspecify.annotations.NullMarked;
