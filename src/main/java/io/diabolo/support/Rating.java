package io.diabolo.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is asked through a link: how it was.
 *
 * @param title of the page
 * @param about what is asked about, in words
 * @param legend the question above the scores
 * @param scores those to choose from
 * @param score as it stands; null while nothing was said
 * @param open whether what was said can still be changed
 */
public record Rating(
        String title,
        String about,
        String legend,
        List<Score> scores,
        @Nullable Integer score,
        String comment,
        boolean open) {
    /** @param label its meaning, with the number */
    public record Score(int value, String label) {}

    boolean offers(int value) {
        return scores.stream().anyMatch(one -> one.value() == value);
    }
}
