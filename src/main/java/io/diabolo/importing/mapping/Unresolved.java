package io.diabolo.importing.mapping;

import java.util.List;

/**
 * A column whose values name records, and those of them for which there is none, neither in a dropped file nor here.
 *
 * @param of what the column's rows become
 * @param use the field that it fills
 * @param populated there are records of that kind, so that a new name may be a known one spelled differently
 * @param known the names of all of them, when they are few; empty otherwise
 * @param count how many different values name no record
 * @param rows how many rows carry them
 * @param values the most frequent of them
 */
public record Unresolved(
        String file,
        String header,
        Target of,
        Use.MapTo use,
        boolean populated,
        List<String> known,
        long count,
        long rows,
        List<Value> values) {

    /** @param alike known names that share many letters with it, to be judged */
    public record Value(String value, long rows, List<String> alike) {}

    Target reference() {
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(Fields.of(of, use.field())).reference());
    }

    /** A record can be made from the name alone. */
    boolean isCreatable() {
        return !use.field().equals("parent") && reference() != Target.LEAD;
    }

    /** New names are what such a column is for: they are made without a question, and a similar name is only shown. */
    boolean isOpen() {
        return use.link() == null
                && isCreatable()
                && (reference() == Target.COMPANY || reference() == Target.PERSON || !populated);
    }
}
