package io.diabolo.desks;

import io.diabolo.queues.Figure;
import io.diabolo.targets.Course;
import io.diabolo.targets.TargetPlan;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts as the target of a period: the one that was set for it, or else its part of a longer one, in both cases with the
 * season and what somebody new can reach.
 *
 * @param target as it was set
 * @param course month by month; null for what doesn't add up over time
 * @param over the period that is looked at
 */
record Aim(Target target, @Nullable Course course, Period over) {

    /** @param set the targets of one member or team on this figure; null when there is none for the period or a longer one */
    static @Nullable Aim of(Figure figure, List<Target> set, Period over, TargetPlan plan) {
        var own = find(set, over);
        if (own != null) {
            return new Aim(own, course(figure, own, plan), over);
        }
        for (var longer : over.containing()) {
            var target = find(set, longer);
            if (target != null) {
                var course = course(figure, target, plan);
                return new Aim(target, course == null ? null : course.part(over.from(), over.to()), over);
            }
        }
        return null;
    }

    private static @Nullable Target find(List<Target> set, Period period) {
        return set.stream()
                .filter(target -> target.period().equals(period))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Course course(Figure figure, Target target, TargetPlan plan) {
        return plan.course(
                figure, target.member(), target.period().from(), target.period().to(), target.value());
    }

    /** What is to be reached. */
    BigDecimal value() {
        return course == null ? target.value() : course.total();
    }

    /** Whether it is a part of a longer period's. */
    boolean isPart() {
        return !target.period().equals(over);
    }

    /** Whether less is expected than was set, because somebody is new. */
    boolean isReduced() {
        return course != null && course.isReduced();
    }
}
