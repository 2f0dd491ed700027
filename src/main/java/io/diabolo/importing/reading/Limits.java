package io.diabolo.importing.reading;

/** How big a file may be before it can't be a table that people work with. */
final class Limits {
    static final int COLUMNS = 2_000;
    /** Characters in one cell. */
    static final int CELL = 1 << 20;
    /** Lines before the header: a title, a date of export, a filter. */
    static final int PREAMBLE = 20;

    private Limits() {}
}
