/** What tests share: one PostgreSQL, one application, a workspace of its own for each test. */
@NullMarked
package io.diabolo.testkit;

import org.jspecify.annotations.NullMarked;
