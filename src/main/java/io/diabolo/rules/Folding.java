package io.diabolo.rules;

import java.text.Normalizer;
import java.util.Locale;

/** A text of a rule in small letters and without accents, as the database folds the texts that it is looked for in. */
final class Folding {
    private Folding() {}

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("œ", "oe")
                .replace("Œ", "oe")
                .replace("æ", "ae")
                .replace("Æ", "ae")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("Ø", "o")
                .replace("ł", "l")
                .replace("Ł", "l")
                .replace("’", "'")
                .toLowerCase(Locale.ROOT);
    }
}
