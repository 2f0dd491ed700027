package io.diabolo.forecast;

import io.diabolo.platform.MemberId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two looks at the same deals. A deal counts while it is open, closes in the period, belongs to those
 * meant and stands in a category that is counted. What it counted then, and counts now, differs by exactly one step: so the
 * steps between beginning and end add up, whatever happened.
 */
final class Waterfall {
    /** Why a deal counts otherwise. The order is that of the drawing: first what came, then what went. */
    enum Step {
        /** It wasn't there. */
        NEW(true),
        /** It closes in the period now, it did before or after. */
        MOVED_IN(true),
        /** It was won or lost. */
        REOPENED(true),
        /** It was in a category that isn't counted. */
        CATEGORY_IN(true),
        /** It belonged to somebody else. */
        TAKEN_OVER(true),
        INCREASED(true),
        /** It is worth as much as it was, its currency is worth more; or is worth something that is known. */
        RATE_ROSE(true),
        RATE_FELL(false),
        DECREASED(false),
        HANDED_OVER(false),
        CATEGORY_OUT(false),
        MOVED_OUT(false),
        /** It is in the bin. */
        REMOVED(false),
        LOST(false),
        WON(false);

        private final boolean up;

        Step(boolean up) {
            this.up = up;
        }

        boolean isUp() {
            return up;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A deal at both moments; null where it wasn't there. */
    record Pair(UUID deal, @Nullable Look then, @Nullable Look now) {}

    /** @param delta in minor units, what it counts now less what it counted then */
    record Change(UUID deal, Step step, long delta, long then, long now) {}

    /** @param parts the ones that are counted, open ones only */
    record Counted(Period period, @Nullable Set<MemberId> owners, Set<Part> parts) {
        boolean owns(Look look) {
            return owners == null || (look.owner() != null && owners.contains(look.owner()));
        }

        boolean closesIn(Look look) {
            return look.close() != null && period.contains(look.close());
        }

        boolean holds(@Nullable Look look) {
            return look != null && wants(look) && look.counted() != null;
        }

        /** It would count, had it a rate. */
        boolean wants(Look look) {
            return owns(look) && closesIn(look) && parts.contains(look.part());
        }

        boolean misses(@Nullable Look look) {
            return look != null && wants(look) && look.counted() == null;
        }

        long minor(@Nullable Look look) {
            return look != null && holds(look) ? Objects.requireNonNull(look.counted()) : 0;
        }
    }

    private final List<Change> changes = new ArrayList<>();
    private final Map<Step, Sums.Sum> steps = new EnumMap<>(Step.class);
    private final List<UUID> leftOut = new ArrayList<>();
    private Sums.Sum begin = Sums.Sum.NONE;
    private Sums.Sum end = Sums.Sum.NONE;

    static Waterfall of(List<Pair> pairs, Counted counted) {
        var waterfall = new Waterfall();
        pairs.forEach(pair -> waterfall.add(pair, counted));
        return waterfall;
    }

    private void add(Pair pair, Counted counted) {
        if (counted.misses(pair.then()) || counted.misses(pair.now())) {
            leftOut.add(pair.deal());
        }
        var before = counted.minor(pair.then());
        var after = counted.minor(pair.now());
        var was = counted.holds(pair.then());
        var is = counted.holds(pair.now());
        begin = was ? begin.plus(new Sums.Sum(1, before)) : begin;
        end = is ? end.plus(new Sums.Sum(1, after)) : end;
        var step = step(pair, was, is, after - before, counted);
        if (step != null) {
            changes.add(new Change(pair.deal(), step, after - before, before, after));
            var count = (is ? 1 : 0) - (was ? 1 : 0);
            steps.merge(step, new Sums.Sum(count, after - before), Sums.Sum::plus);
        }
    }

    private static @Nullable Step step(Pair pair, boolean was, boolean is, long delta, Counted counted) {
        if (was && is && Objects.requireNonNull(pair.then()).isWorthTheSame(Objects.requireNonNull(pair.now()))) {
            return delta > 0 ? Step.RATE_ROSE : delta < 0 ? Step.RATE_FELL : null;
        }
        if (was && is) {
            return delta > 0 ? Step.INCREASED : delta < 0 ? Step.DECREASED : null;
        }
        if (is) {
            return came(pair.then(), counted);
        }
        return was ? went(pair.now(), counted) : null;
    }

    private static Step came(@Nullable Look then, Counted counted) {
        if (then == null) {
            return Step.NEW;
        }
        if (then.isOver()) {
            return Step.REOPENED;
        }
        return elsewhere(then, counted, Step.TAKEN_OVER, Step.MOVED_IN, Step.CATEGORY_IN, Step.RATE_ROSE);
    }

    private static Step went(@Nullable Look now, Counted counted) {
        if (now == null) {
            return Step.REMOVED;
        }
        if (now.isOver()) {
            return now.part() == Part.CLOSED ? Step.WON : Step.LOST;
        }
        return elsewhere(now, counted, Step.HANDED_OVER, Step.MOVED_OUT, Step.CATEGORY_OUT, Step.RATE_FELL);
    }

    /** The weightiest of several reasons; what is left is that its currency had no rate, or has none. */
    private static Step elsewhere(Look look, Counted counted, Step owner, Step period, Step category, Step rest) {
        return !counted.owns(look)
                ? owner
                : !counted.closesIn(look) ? period : !counted.parts().contains(look.part()) ? category : rest;
    }

    /** The deals that count at neither moment, or at one of them only, because there was no rate. */
    List<UUID> leftOut() {
        return List.copyOf(leftOut);
    }

    Sums.Sum begin() {
        return begin;
    }

    Sums.Sum end() {
        return end;
    }

    /** Its count is how many more deals there are by it: of those that only grew none. */
    Sums.Sum of(Step step) {
        return steps.getOrDefault(step, Sums.Sum.NONE);
    }

    /** The largest first. */
    List<Change> changes(Predicate<Step> which) {
        return changes.stream()
                .filter(change -> which.test(change.step()))
                .sorted(java.util.Comparator.<Change>comparingLong(change -> -Math.abs(change.delta()))
                        .thenComparing(Change::deal))
                .toList();
    }

    long deals(Step step) {
        return changes.stream().filter(change -> change.step() == step).count();
    }
}
