package io.diabolo.insight;

import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.journey.Stage;
import org.jspecify.annotations.Nullable;

/** Between a stage and the next: what went on and how long it took, beside what it is compared with. */
record Joint(StageFigures is, @Nullable StageFigures was) {
    private static final double BROKEN = .25;
    private static final double NEARLY = .10;

    Stage from() {
        return is.stage();
    }

    Stage to() {
        return Stage.of(is.stage().number() + 1);
    }

    /** Red and amber only where it is worse than what it is compared with: late beyond a quarter, soon beyond a tenth. */
    String conversionState() {
        var now = is.conversion();
        var then = was == null ? null : was.conversion();
        return now == null || then == null || then == 0 ? "" : state((then - now) / then);
    }

    String timeState() {
        var now = is.medianDays();
        var then = was == null ? null : was.medianDays();
        return now == null || then == null || then <= 0 ? "" : state((now - then) / then);
    }

    private static String state(double worse) {
        return worse > BROKEN ? "late" : worse > NEARLY ? "soon" : "";
    }

    /** Days more than in the comparison. */
    @Nullable
    Double daysMore() {
        var now = is.medianDays();
        var then = was == null ? null : was.medianDays();
        return now == null || then == null ? null : Double.valueOf(now - then);
    }

    /** How much slower, to find where time is lost: against the comparison, else by its length. */
    double weight() {
        var more = daysMore();
        var now = is.medianDays();
        return more != null ? more : now == null ? Double.NEGATIVE_INFINITY : now;
    }
}
