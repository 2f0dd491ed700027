package io.diabolo.web;

import java.util.Locale;
import java.util.regex.Pattern;

/** A name as the two letters of a face: Inès Lambert is IL. */
public final class Faces {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private Faces() {}

    public static String letters(String name) {
        var initials = WORD.matcher(name)
                .results()
                .map(word -> word.group().substring(0, word.group().offsetByCodePoints(0, 1)))
                .toList();
        return switch (initials.size()) {
            case 0 -> "?";
            case 1 -> initials.getFirst().toUpperCase(Locale.ROOT);
            default -> (initials.getFirst() + initials.getLast()).toUpperCase(Locale.ROOT);
        };
    }
}
