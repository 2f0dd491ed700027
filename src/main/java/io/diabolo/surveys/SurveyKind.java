package io.diabolo.surveys;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is asked, on which scale, and from which scores on somebody is happy or unhappy. */
enum SurveyKind {
    /** "How likely is it that you would recommend us?" 0–10; promoters 9–10, detractors 0–6 (Reichheld, HBR 12/2003). */
    NPS(0, 10, 6, 9),
    /** Satisfaction 1–5; the figure is the share of 4 and 5. */
    CSAT(1, 5, 2, 4),
    /** "It was easy to …" 1–7, agreement; the figure is the mean (CES 2.0, CEB). */
    CES(1, 7, 3, 5);

    private final int least;
    private final int most;
    private final int unhappy;
    private final int happy;

    SurveyKind(int least, int most, int unhappy, int happy) {
        this.least = least;
        this.most = most;
        this.unhappy = unhappy;
        this.happy = happy;
    }

    /** The value in tables and in the API. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(SurveyKind::id).toList();
    }

    static SurveyKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    boolean offers(long score) {
        return score >= least && score <= most;
    }

    /** From here on down somebody is followed up. */
    int unhappy() {
        return unhappy;
    }

    int happy() {
        return happy;
    }
}
