package io.diabolo.prospecting;

/**
 * A value that may be right for a field that is empty.
 *
 * @param detail where exactly it is from: the other record's name, the pattern, the provider
 * @param confidence from 0 to 100
 */
record Finding(String field, String value, Source source, String detail, int confidence) {
    /** Where it is from; in the API, and the tail of the text {@code enrichment.source.<id>}. */
    enum Source {
        WORKSPACE,
        REGISTER,
        PATTERN,
        PROVIDER;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** From this confidence on what is known here is written by itself; a guess, or a stranger’s word, never is. */
    static final int SURE = 90;

    boolean isSure() {
        return confidence >= SURE && (source == Source.WORKSPACE || source == Source.REGISTER);
    }
}
