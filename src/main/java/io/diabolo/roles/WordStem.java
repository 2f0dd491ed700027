package io.diabolo.roles;

/**
 * Brings a word's genders and numbers together, in French and English alike: {@code commerciales → commercial},
 * {@code directrice → directeur}. Rules and titles go through it both, so that a stem needs to be the same, not a word.
 */
final class WordStem {
    private static final String[][] ENDINGS = {
        {"trice", "teur"},
        {"euse", "eur"},
        {"eure", "eur"},
        {"iere", "ier"},
        {"lere", "ler"},
        {"enne", "en"},
        {"elle", "el"},
        {"ante", "ant"},
        {"ente", "ent"},
        {"ointe", "oint"},
        {"ale", "al"},
        {"effe", "ef"},
        {"ee", "e"},
    };

    private WordStem() {}

    /** @param word small letters without accents */
    static String of(String word) {
        var stem = word;
        if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.length() > 3 && stem.charAt(stem.length() - 1) == 'e') {
            for (var ending : ENDINGS) {
                if (stem.endsWith(ending[0])) {
                    return stem.substring(0, stem.length() - ending[0].length()) + ending[1];
                }
            }
        }
        return stem.endsWith("aux") && stem.length() > 5 ? stem.substring(0, stem.length() - 3) + "al" : stem;
    }
}
