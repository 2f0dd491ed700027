/** Kept files opened as tables of rows: CSV in its many dialects and XLSX, streamed in constant memory. */
@NullMarked
package io.diabolo.importing.reading;

import org.jspecify.annotations.NullMarked;
