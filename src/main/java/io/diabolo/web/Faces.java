package io.diabolo.web;

/** A name as the two letters of a face: Inès Lambert is IL. */
public final class Faces {
    private Faces() {}

    public static String letters(String name) {
        var words = name.strip().split("[\\s-]+");
        if (words[0].isEmpty()) {
            return "?";
        }
        var first = words[0].substring(0, words[0].offsetByCodePoints(0, 1));
        var last = words.length == 1 ? "" : words[words.length - 1];
        return (first + (last.isEmpty() ? "" : last.substring(0, last.offsetByCodePoints(0, 1))))
                .toUpperCase(java.util.Locale.ROOT);
    }
}
