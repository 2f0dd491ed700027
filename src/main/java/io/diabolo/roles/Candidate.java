package io.diabolo.roles;

import java.util.Comparator;

/**
 * A rule that applies to a title.
 *
 * @param words the words that it names, a bit for each; who leads ("head", "director") is said beside them
 * @param start the first of them
 */
record Candidate(TitleRules.Rule rule, long words, int start) {
    static final Comparator<Candidate> HEAVIEST_FIRST = Comparator.comparingInt(
                    (Candidate candidate) -> -candidate.weight())
            .thenComparingInt(Candidate::start);

    /** Of two rules alike, the one that knows more of the title. */
    private int weight() {
        return rule.weight() + rule.words();
    }

    CanonicalRole role() {
        return rule.role();
    }
}
