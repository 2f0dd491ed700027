package io.diabolo.insight;

import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.LedgerModel;
import io.diabolo.journey.RandomHistories;
import io.diabolo.journey.RandomHistories.Facts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures of DESIGN.md §3, counted journey by journey: what the SQL has to come to. */
final class FunnelModel {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final List<Journey> all = new ArrayList<>();
    private final LocalDate today;

    record Journey(LedgerModel.Projected is, List<LedgerModel.Entry> entries, Facts facts) {
        boolean counts() {
            return is.start() != null && is.current() != 14;
        }

        boolean reached(int s) {
            return is.start() <= s && s <= is.furthest();
        }

        @Nullable
        LocalDate on(int s) {
            return is.on().get(s);
        }

        /** Own first day, else that of the next stage entered; unknown when entered without a date. */
        @Nullable
        LocalDate passed(int s) {
            for (var n = s; n <= 10; n++) {
                if ((is.undated() & (1 << n)) != 0) {
                    return null;
                }
                if (on(n) != null) {
                    return on(n);
                }
            }
            return null;
        }
    }

    FunnelModel(RandomHistories histories, LocalDate today) {
        this.today = today;
        histories.histories.forEach((id, entries) -> all.add(new Journey(
                LedgerModel.project(entries, PARIS), entries, Objects.requireNonNull(histories.facts.get(id)))));
    }

    List<Journey> population(FunnelQuery query, java.util.function.Predicate<Facts> visible) {
        return all.stream()
                .filter(Journey::counts)
                .filter(journey -> visible.test(journey.facts))
                .filter(journey -> wanted(journey.facts, query.filters()))
                .toList();
    }

    private static boolean wanted(Facts facts, Map<Dimension, List<String>> filters) {
        return filters.entrySet().stream().allMatch(filter -> {
            var value = switch (filter.getKey()) {
                case CHANNEL -> facts.channel();
                case SOURCE -> facts.source();
                case SEGMENT -> facts.segment();
                case COUNTRY -> facts.country();
                case MEMBER -> facts.owner().toString();
                default -> throw new IllegalArgumentException();
            };
            return filter.getValue().contains(value == null ? FunnelQuery.NONE : value);
        });
    }

    Map<String, Object> figures(FunnelQuery query, int s, java.util.function.Predicate<Facts> visible) {
        var base = population(query, visible);
        var activity = query.basis() == Basis.ACTIVITY && query.hasPeriod();
        var cohort = activity
                ? base
                : base.stream().filter(j -> in(query, j.is.enteredOn())).toList();
        java.util.function.BiPredicate<Journey, LocalDate> when =
                (j, day) -> activity ? in(query, day) : in(query, j.is.enteredOn());
        var reached = base.stream()
                .filter(j -> j.reached(s) && when.test(j, j.passed(s)))
                .toList();
        var moved = base.stream()
                .filter(j -> s < 10 && j.is.start() <= s && j.is.furthest() > s && when.test(j, j.passed(s + 1)))
                .toList();
        var exited = base.stream()
                .filter(j -> j.is.exited() && j.is.furthest() == s && when.test(j, j.is.exitedOn()))
                .toList();
        var days = moved.stream()
                .filter(j -> j.on(s) != null && j.on(s + 1) != null)
                .map(j -> (double) ChronoUnit.DAYS.between(j.on(s), j.on(s + 1)))
                .sorted()
                .toList();
        var young = query.basis() == Basis.COHORT
                ? reached.stream().filter(j -> young(j, s)).count()
                : 0;
        var judgedMoved = query.basis() == Basis.COHORT
                ? moved.stream().filter(j -> !young(j, s)).count()
                : moved.size();
        var judged = query.basis() == Basis.COHORT ? reached.size() - young : moved.size() + exited.size();
        var figures = new java.util.LinkedHashMap<String, Object>();
        figures.put("reached", (long) reached.size());
        figures.put(
                "inbound",
                reached.stream()
                        .filter(j -> j.facts.channel().equals("inbound"))
                        .count());
        figures.put(
                "entered",
                base.stream()
                        .filter(j -> j.on(s) != null && when.test(j, j.on(s)))
                        .count());
        figures.put("exited", (long) exited.size());
        figures.put(
                "undated",
                base.stream().filter(j -> (j.is.undated() & (1 << s)) != 0).count());
        figures.put(
                "current",
                cohort.stream().filter(j -> standsIn(j, query.to()) == s).count());
        figures.put("young", young);
        figures.put("negative", days.stream().filter(d -> d < 0).count());
        figures.put("median", percentile(days, .5));
        figures.put("p90", percentile(days, .9));
        figures.put("conversion", s >= 9 || judged == 0 ? null : (double) judgedMoved / judged);
        return figures;
    }

    private boolean young(Journey journey, int s) {
        if (s == 10 || journey.on(s) == null) {
            return false;
        }
        var own = waits(s).stream()
                .filter(j -> Objects.equals(j.facts.segment(), journey.facts.segment()))
                .toList();
        var sample = journey.facts.segment() != null && own.size() >= 30 ? own : waits(s);
        var p90 = percentile(
                sample.stream()
                        .map(j -> (double) ChronoUnit.DAYS.between(j.on(s), j.on(s + 1)))
                        .sorted()
                        .toList(),
                .9);
        return p90 != null && ChronoUnit.DAYS.between(journey.on(s), today) < p90;
    }

    private List<Journey> waits(int s) {
        return all.stream()
                .filter(j -> j.on(s) != null && j.on(s + 1) != null)
                .filter(j -> !j.on(s + 1).isBefore(today.minusMonths(24)))
                .toList();
    }

    private int standsIn(Journey journey, @Nullable LocalDate to) {
        if (to == null || !to.isBefore(today)) {
            return journey.is.current();
        }
        var end = to.plusDays(1).atStartOfDay(PARIS).toInstant();
        return LedgerModel.placed(journey.entries).stream()
                .filter(entry -> entry.key().isBefore(end))
                .reduce((one, next) -> next)
                .map(LedgerModel.Placed::to)
                .orElse(0);
    }

    private static boolean in(FunnelQuery query, @Nullable LocalDate day) {
        if (!query.hasPeriod()) {
            return true;
        }
        return day != null
                && (query.from() == null || !day.isBefore(query.from()))
                && (query.to() == null || !day.isAfter(query.to()));
    }

    static @Nullable Double percentile(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return null;
        }
        var place = share * (sorted.size() - 1);
        var low = (int) Math.floor(place);
        var high = (int) Math.ceil(place);
        return Math.round((sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low))) * 1e6) / 1e6;
    }
}
