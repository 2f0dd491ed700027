/** Whether two companies or two people are one: the judgement, the search over all of them, and the list to review. */
@NullMarked
package io.diabolo.directory.duplicates;

import org.jspecify.annotations.NullMarked;
