package io.diabolo.insight;

import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Visibility;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the double funnel, counted in one walk through the {@link Columns}: the same rules as {@link JourneyCut}
 * writes as conditions for the lists behind the figures. Tests compare both with a model that counts by hand.
 */
final class Tally {
    private static final int STAGES = 10;
    private final Columns columns;
    private final boolean activity;
    private final short from;
    private final short to;
    private final boolean[] @Nullable [] wanted;
    private final boolean @Nullable [] owners;
    private final boolean @Nullable [] leadOwners;
    private final double[][] waits;
    private final int[] channelOf;
    private final int today;

    private final long[][] byChannel = new long[STAGES + 1][Funnels.CHANNELS.size()];
    private final long[] dated = new long[STAGES + 1];
    private final long[] current = new long[STAGES + 1];
    private final long[] exits = new long[STAGES + 1];
    private final long[] undated = new long[STAGES + 1];
    private final long[] young = new long[STAGES + 1];
    private final long[] judged = new long[STAGES + 1];
    private final long[] moved = new long[STAGES + 1];
    private final DayCounts[] days = new DayCounts[STAGES + 1];
    private final short[] passed = new short[STAGES + 2];
    private long won;
    private long lost;

    /** @param teamMembers the members of the teams asked for */
    private Tally(
            Columns columns, FunnelQuery query, Set<String> teamMembers, Waits patience, LocalDate today, Actor me) {
        this.columns = columns;
        activity = query.basis() == Basis.ACTIVITY && query.hasPeriod();
        from = query.from() == null
                ? Short.MIN_VALUE
                : Columns.day((int) query.from().toEpochDay());
        to = query.to() == null ? Short.MAX_VALUE : Columns.day((int) query.to().toEpochDay());
        wanted = wanted(columns, query, teamMembers);
        var seen = seen(me);
        owners = seen == null ? null : flags(columns, Dimension.MEMBER.column(), seen);
        leadOwners = seen == null ? null : flags(columns, Columns.LEAD_OWNER, seen);
        waits = patience.days();
        channelOf = channels(columns);
        this.today = Columns.day((int) today.toEpochDay());
        for (var stage = 1; stage <= STAGES; stage++) {
            days[stage] = new DayCounts();
        }
    }

    private static boolean[] @Nullable [] wanted(Columns columns, FunnelQuery query, Set<String> teamMembers) {
        var all = new boolean[Columns.LEAD_OWNER][];
        for (var dimension : Dimension.values()) {
            var values = dimension == Dimension.TYPE && query.values(dimension).isEmpty()
                    ? List.of("new_business")
                    : query.values(dimension);
            if (values.isEmpty()) {
                continue;
            }
            var column = dimension.column();
            var flags = flags(columns, column, dimension == Dimension.TEAM ? teamMembers : Set.copyOf(values));
            all[column] = both(all[column], flags);
        }
        return all;
    }

    private static boolean[] both(boolean @Nullable [] flags, boolean[] others) {
        for (var i = 0; flags != null && i < others.length; i++) {
            others[i] &= flags[i];
        }
        return others;
    }

    private static int[] channels(Columns columns) {
        var all = new int[columns.codes(Dimension.CHANNEL.column())];
        Arrays.fill(all, -1);
        for (var i = 0; i < Funnels.CHANNELS.size(); i++) {
            var code = columns.code(Dimension.CHANNEL.column(), Funnels.CHANNELS.get(i));
            if (code > 0) {
                all[code] = i;
            }
        }
        return all;
    }

    /** By code: whether one of these words; the code 0 is none, asked for by the word for it. */
    static boolean[] flags(Columns columns, int dimension, Set<String> words) {
        var flags = new boolean[columns.codes(dimension)];
        words.forEach(word -> {
            var code = columns.code(dimension, word);
            flags[code] = flags[code] || code > 0 || word.equals(FunnelQuery.NONE);
        });
        return flags;
    }

    private static @Nullable Set<String> seen(Actor me) {
        return switch (me.visibility()) {
            case Visibility.All() -> null;
            case Visibility.Of(var members) ->
                members.stream().map(MemberId::value).map(UUID::toString).collect(Collectors.toSet());
        };
    }

    static Funnel of(
            Columns columns, FunnelQuery query, Set<String> teamMembers, Waits patience, LocalDate today, Actor me) {
        var tally = new Tally(columns, query, teamMembers, patience, today, me);
        for (var row = 0; row < columns.size(); row++) {
            if (tally.counts(row)) {
                tally.add(row);
            }
        }
        return tally.funnel(query.basis() == Basis.COHORT);
    }

    private boolean counts(int row) {
        if (columns.stages[0][row] == 0 || columns.stages[2][row] == Stage.JOINED.number()) {
            return false;
        }
        for (var column = 0; column < wanted.length; column++) {
            var flags = wanted[column];
            if (flags != null && !flags[columns.words[column][row]]) {
                return false;
            }
        }
        return owners == null
                || leadOwners == null
                || owners[columns.words[Dimension.MEMBER.column()][row]]
                || leadOwners[columns.words[Columns.LEAD_OWNER][row]];
    }

    /** A day that nobody knows lies in no period, but in all of time. */
    private boolean during(short day) {
        return day == Columns.NEVER ? from == Short.MIN_VALUE && to == Short.MAX_VALUE : day >= from && day <= to;
    }

    private void add(int row) {
        int start = columns.stages[0][row];
        int furthest = columns.stages[1][row];
        var cohort = during(columns.on[0][row]);
        pass(row);
        var channel = columns.words[Dimension.CHANNEL.column()][row];
        for (var stage = 1; stage <= STAGES; stage++) {
            var on = columns.on[stage][row];
            if ((columns.undated[row] & 1 << stage) != 0) {
                undated[stage]++;
            }
            if (on != Columns.NEVER && (activity ? during(on) : cohort)) {
                dated[stage]++;
            }
            if (start <= stage && stage <= furthest && (activity ? during(passed[stage]) : cohort)) {
                reached(row, stage, channel, on);
            }
            if (stage < STAGES
                    && start <= stage
                    && stage < furthest
                    && (activity ? during(passed[stage + 1]) : cohort)) {
                moved(row, stage, on);
            }
        }
        ends(row, start, furthest, cohort);
    }

    /** The day on which each stage was entered, or passed without entering it. */
    private void pass(int row) {
        passed[STAGES] = columns.on[STAGES][row];
        for (var stage = STAGES - 1; stage >= 1; stage--) {
            var on = columns.on[stage][row];
            passed[stage] = (columns.undated[row] & 1 << stage) != 0
                    ? Columns.NEVER
                    : on == Columns.NEVER ? passed[stage + 1] : on;
        }
    }

    private void reached(int row, int stage, int channel, short on) {
        var known = channelOf[channel];
        if (known >= 0) {
            byChannel[stage][known]++;
        }
        if (isYoung(row, stage, on)) {
            young[stage]++;
        } else {
            judged[stage]++;
        }
    }

    private void moved(int row, int stage, short on) {
        if (!isYoung(row, stage, on)) {
            moved[stage]++;
        }
        var next = columns.on[stage + 1][row];
        if (on != Columns.NEVER && next != Columns.NEVER) {
            days[stage].add(next - on);
        }
    }

    private boolean isYoung(int row, int stage, short on) {
        return on != Columns.NEVER && today - on < waits[stage][columns.words[Dimension.SEGMENT.column()][row]];
    }

    private void ends(int row, int start, int furthest, boolean cohort) {
        int now = columns.stages[2][row];
        var left = columns.exitedOn[row];
        if (columns.exited[row] && (activity ? during(left) : cohort)) {
            exits[furthest]++;
        }
        if (now <= STAGES && (activity || cohort)) {
            current[now]++;
        }
        var signed = start <= Stage.WON.number() && furthest >= Stage.WON.number();
        if (signed
                && during(passed[Stage.WON.number()])
                && (now >= Stage.WON.number() && now <= STAGES || now == Stage.CHURNED.number())) {
            won++;
        }
        if (now == Stage.LOST.number() && during(left)) {
            lost++;
        }
    }

    private Funnel funnel(boolean cohort) {
        var figures = new ArrayList<StageFigures>();
        for (var stage : Stage.stages()) {
            figures.add(figures(stage, cohort));
        }
        return new Funnel(List.copyOf(figures), won, lost);
    }

    private StageFigures figures(Stage stage, boolean cohort) {
        var n = stage.number();
        var channels = new LinkedHashMap<String, Long>();
        for (var i = 0; i < Funnels.CHANNELS.size(); i++) {
            channels.put(Funnels.CHANNELS.get(i), byChannel[n][i]);
        }
        // An activity judges those that left the stage in the period, onwards or out; a cohort all that came to it.
        var all = cohort ? judged[n] : moved[n] + exits[n];
        return new StageFigures(
                stage,
                Arrays.stream(byChannel[n]).sum(),
                dated[n],
                current[n],
                exits[n],
                n >= Stage.LIVE.number() || all == 0 ? null : (double) moved[n] / all,
                days[n].percentile(0.5),
                days[n].percentile(0.9),
                days[n].negative(),
                n == STAGES ? 0 : young[n],
                undated[n],
                channels);
    }
}
