package io.diabolo.importing.reading;

import java.util.Locale;

/** Why a file can't be read as a table. The text is the message {@link #key()}, its arguments are given per reason. */
public enum Reason {
    EMPTY,
    /** It's something else: a picture, a document, a programme, prose. */
    NOT_A_TABLE,
    HEADER_ONLY,
    /** {0} columns found, {1} allowed. */
    TOO_MANY_COLUMNS,
    /** In row {0}; {1} characters are allowed. Often a closing quote that is missing. */
    CELL_TOO_LONG,
    /** The file ends in the middle; the last thing begun stands in row {0}, 0 if that can't be said. */
    TRUNCATED,
    /** It says it is in encoding {0} and isn't. */
    ENCODING,
    ZIP_BOMB,
    /** Protected by a password. */
    ENCRYPTED,
    /** A workbook of the time before XLSX. */
    OLD_WORKBOOK,
    /** A kind of file {0} that isn't read. */
    UNSUPPORTED,
    /** A {0} within a packed file: unpacking goes one step deep. */
    NESTED,
    /** {0} files in a zip, {1} allowed. */
    TOO_MANY_FILES,
    /** A zip without a file that could be a table. */
    NOTHING_INSIDE,
    /** Unpacked, there would be more than {0} megabytes. */
    TOO_LARGE,
    /** The zip is protected by a password. */
    LOCKED_ARCHIVE;

    /** The key of the sentence that a user reads. */
    public String key() {
        return "import.unreadable." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
