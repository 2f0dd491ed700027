package io.diabolo.health.churn;

import io.diabolo.prediction.PastCase;
import java.util.List;

/**
 * Whether there is history enough to learn from.
 *
 * @param cases customers, each looked at every three months, and in how many of them the customer {@code churned}
 */
public record ChurnHistorySize(int cases, int churned) {
    public static final int CASES = 300;
    public static final int OF_EACH = 40;

    static ChurnHistorySize of(List<PastCase> past) {
        var churned = past.stream().filter(one -> one.sample().positive()).count();
        return new ChurnHistorySize(past.size(), (int) churned);
    }

    public int stayed() {
        return cases - churned;
    }

    public boolean isEnough() {
        return cases >= CASES && churned >= OF_EACH && stayed() >= OF_EACH;
    }
}
