package io.diabolo.journey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** DESIGN.md §3 told a second time, one journey and one entry after the other, to compare the SQL with. */
public final class LedgerModel {
    private static final Instant ALWAYS = Instant.MIN;

    private LedgerModel() {}

    /** An entry in the order of recording. */
    public record Entry(int to, @Nullable Instant at, boolean voided) {}

    /** What the entries come to; {@code on} has the first dated day of stage n at place n. */
    public record Projected(
            @Nullable Integer start,
            @Nullable Integer furthest,
            @Nullable Integer current,
            boolean exited,
            @Nullable LocalDate exitedOn,
            int reopened,
            int undated,
            @Nullable LocalDate enteredOn,
            List<@Nullable LocalDate> on) {}

    public record Placed(int to, @Nullable Instant at, Instant key) {}

    /** The counting entries in their order. */
    public static List<Placed> placed(List<Entry> recorded) {
        var order = new ArrayList<Placed>();
        var known = ALWAYS;
        var reached = 0;
        for (var entry : recorded) {
            if (entry.voided()) {
                continue;
            }
            var rank = Math.min(entry.to(), 11);
            var at = entry.at();
            var key = at == null || (rank > reached && at.isBefore(known)) ? known : at;
            order.add(new Placed(entry.to(), at, key));
            known = at != null && at.isAfter(known) ? at : known;
            reached = Math.max(reached, rank);
        }
        order.sort(Comparator.comparing(Placed::key));
        return order;
    }

    public static Projected project(List<Entry> recorded, ZoneId zone) {
        var order = placed(recorded);
        var on = new ArrayList<@Nullable LocalDate>();
        for (var n = 0; n <= 10; n++) {
            on.add(null);
        }
        Integer start = null;
        Integer furthest = null;
        LocalDate enteredOn = null;
        var reopened = 0;
        var entered = new boolean[11];
        var afterExit = false;
        for (var entry : order) {
            var stage = entry.to;
            if (stage > 10) {
                afterExit = true;
                continue;
            }
            if (entered[stage] || afterExit) {
                reopened++;
            }
            afterExit = false;
            entered[stage] = true;
            start = start == null ? Integer.valueOf(stage) : start;
            furthest = furthest == null ? stage : Math.max(furthest, stage);
            if (entry.at != null) {
                var day = entry.at.atZone(zone).toLocalDate();
                enteredOn = Objects.requireNonNullElse(enteredOn, day);
                on.set(stage, Objects.requireNonNullElse(on.get(stage), day));
            }
        }
        var undated = 0;
        for (var n = 1; n <= 10; n++) {
            undated |= entered[n] && on.get(n) == null ? 1 << n : 0;
        }
        var last = order.isEmpty() ? null : order.getLast();
        var exited = last != null && last.to >= 11 && last.to <= 13;
        var exitedOn = exited && last.at != null ? last.at.atZone(zone).toLocalDate() : null;
        return new Projected(
                start, furthest, last == null ? null : last.to, exited, exitedOn, reopened, undated, enteredOn, on);
    }
}
