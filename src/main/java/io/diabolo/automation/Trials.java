package io.diabolo.automation;

import static io.diabolo.jooq.Tables.SEARCH_ENTRY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a plan would have done in the last month: the same happenings, judged by the same code on the records as they were then.
 * Nothing is written.
 */
@Service
class Trials {
    static final Duration MONTH = Duration.ofDays(30);
    static final int SHOWN = 100;
    /** Further ones aren't looked at, and it is said so. */
    static final int MOST = 20_000;

    private static final int AT_ONCE = 500;
    /** Records of a type of which a schedule asks for each of its moments. */
    private static final int MOST_RECORDS = 20_000;

    private final DSLContext sql;
    private final Occurrences occurrences;
    private final TakeEvents takeEvents;
    private final DueDates dates;
    private final Facts facts;
    private final Faces faces;

    /** What is asked beside the module's own. */
    @org.springframework.stereotype.Component
    record Faces(PlanCheck check, RecordTypes types, Workspaces workspaces, Clock clock) {}

    Trials(DSLContext sql, Occurrences occurrences, TakeEvents takeEvents, DueDates dates, Facts facts, Faces faces) {
        this.sql = sql;
        this.occurrences = occurrences;
        this.takeEvents = takeEvents;
        this.dates = dates;
        this.facts = facts;
        this.faces = faces;
    }

    /**
     * One happening.
     *
     * @param state acting, unmet, held or skipped, as a run has it
     * @param label what the record is called; empty where it is gone
     */
    record Line(
            UUID record,
            String label,
            Instant at,
            Instant judgedAt,
            @Nullable String detail,
            String state,
            List<Facts.Said> said) {}

    /**
     * @param looked how many happenings there were
     * @param acts of how many something would have been done
     * @param held how many would have waited, as the hour's limit was reached
     * @param lines the first of them, those that act at the top
     * @param cut whether there were more than were looked at
     */
    record Trial(Instant from, int looked, int acts, int held, List<Line> lines, boolean cut) {}

    /**
     * @param id the automation whose plan it is; null: it isn't kept yet
     * @throws io.diabolo.platform.BadInput when it can't be a plan
     */
    @Transactional(readOnly = true)
    public Trial of(@Nullable UUID id, Plan plan, Actor me) {
        AutomationRights.read(me);
        faces.check().refuse("-", plan, me);
        var now = faces.clock().instant();
        var from = now.minus(MONTH);
        var all = happenings(id, plan, from, now, me);
        var cut = all.size() >= MOST;
        all.removeIf(one -> one.at().plus(Runs.delay(plan)).isAfter(now));
        var lines = judge(plan, plan.settles() ? settled(plan, all) : all, me);
        var acts =
                (int) lines.stream().filter(one -> one.state().equals("acting")).count();
        var held =
                (int) lines.stream().filter(one -> one.state().equals("held")).count();
        var first = lines.stream()
                .sorted(Comparator.comparing((Line one) -> one.state().equals("acting") ? 0 : 1)
                        .thenComparing(Line::judgedAt))
                .limit(SHOWN)
                .toList();
        return new Trial(from, lines.size(), acts, held, named(plan, first), cut);
    }

    private List<Occurrence> happenings(@Nullable UUID id, Plan plan, Instant from, Instant now, Actor me) {
        var trigger = plan.trigger();
        if (trigger.isEvent()) {
            var columns = takeEvents.columns(plan);
            var all = occurrences.between(trigger.event(), plan.recordType(), from, now, id, MOST);
            all.removeIf(one -> !TakeEvents.concerns(plan, columns, one));
            return all;
        }
        return trigger.isDate() ? days(plan, from, now) : moments(plan, from, now, me);
    }

    /** The delay was begun anew by each that came within it: the last one counts. */
    private static List<Occurrence> settled(Plan plan, List<Occurrence> all) {
        var delay = Runs.delay(plan);
        var last = new HashMap<UUID, Occurrence>();
        var kept = new ArrayList<Occurrence>();
        for (var one : all) {
            var before = last.put(one.record(), one);
            if (before != null && !one.at().isAfter(before.at().plus(delay))) {
                kept.remove(before);
            }
            kept.add(one);
        }
        return kept;
    }

    private List<Line> judge(Plan plan, List<Occurrence> all, Actor me) {
        var lines = new ArrayList<Line>();
        var acted = new ArrayDeque<Instant>();
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            var said = facts.judge(
                    plan, Judge.moments(plan, some.stream().map(Runs.Found::of).toList()), me);
            for (var i = 0; i < some.size(); i++) {
                lines.add(line(plan, some.get(i), said.get(i), acted));
            }
        }
        return lines;
    }

    private static Line line(Plan plan, Occurrence one, @Nullable List<Facts.Said> said, ArrayDeque<Instant> acted) {
        var at = one.at().plus(Runs.delay(plan));
        while (!acted.isEmpty() && acted.peek().isBefore(at.minus(Duration.ofHours(1)))) {
            acted.poll();
        }
        var state = said == null ? "skipped" : !Facts.hold(said) ? "unmet" : "acting";
        if (state.equals("acting")) {
            if (acted.size() >= plan.mostAnHour()) {
                state = "held";
            } else {
                acted.add(at);
            }
        }
        return new Line(one.record(), "", one.at(), at, one.detail(), state, said == null ? List.of() : said);
    }

    private List<Line> named(Plan plan, List<Line> lines) {
        var names = sql.select(SEARCH_ENTRY.RECORD_ID, SEARCH_ENTRY.LABEL)
                .from(SEARCH_ENTRY)
                .where(SEARCH_ENTRY.KIND.eq(plan.recordType()))
                .and(SEARCH_ENTRY.RECORD_ID.in(lines.stream().map(Line::record).toList()))
                .fetchMap(SEARCH_ENTRY.RECORD_ID, SEARCH_ENTRY.LABEL);
        return lines.stream()
                .map(one -> new Line(
                        one.record(),
                        // Whoever may not see a record isn't told its name.
                        one.state().equals("skipped") ? "" : names.getOrDefault(one.record(), ""),
                        one.at(),
                        one.judgedAt(),
                        one.detail(),
                        one.state(),
                        one.said()))
                .toList();
    }

    /** On each day of the month, the records whose day it was, by what the field holds today. */
    private List<Occurrence> days(Plan plan, Instant from, Instant now) {
        var zone = faces.workspaces().settings().zone();
        var type = faces.types().byId(plan.recordType()).orElseThrow();
        var day = dates.day(type, plan.trigger().field(), zone);
        var moments = new LinkedHashMap<LocalDate, Instant>();
        for (var at = Rhythm.next(plan.trigger(), from, zone);
                at != null && !at.isAfter(now);
                at = Rhythm.next(plan.trigger(), at, zone)) {
            moments.put(LocalDate.ofInstant(at, zone).minusDays(plan.trigger().days()), at);
        }
        var all = new ArrayList<Occurrence>();
        sql.select(type.column("id", UUID.class), day)
                .from(type.table())
                .where(day.in(moments.keySet()))
                .and(type.column("deleted_at", OffsetDateTime.class).isNull())
                .orderBy(day, type.column("id", UUID.class))
                .limit(MOST)
                .forEach(row -> {
                    var at = moments.get(row.value2());
                    if (at != null) {
                        all.add(DueDates.onDay(plan, row.value1(), row.value2(), at));
                    }
                });
        return all;
    }

    /** At each moment of the schedule, the records that fulfilled the conditions then, and hadn't before. */
    private List<Occurrence> moments(Plan plan, Instant from, Instant now, Actor me) {
        var zone = faces.workspaces().settings().zone();
        var type = faces.types().byId(plan.recordType()).orElseThrow();
        var records = sql.select(type.column("id", UUID.class), type.column("created_at", OffsetDateTime.class))
                .from(type.table())
                .where(type.column("deleted_at", OffsetDateTime.class).isNull())
                .and(io.diabolo.records.Visible.to(me, type))
                .limit(MOST_RECORDS)
                .fetch();
        var all = new ArrayList<Occurrence>();
        Set<UUID> before = Set.of();
        for (var at = Rhythm.next(plan.trigger(), from, zone);
                at != null && !at.isAfter(now) && all.size() < MOST;
                at = Rhythm.next(plan.trigger(), at, zone)) {
            var then = at;
            var there = records.stream()
                    .filter(row -> !row.value2().toInstant().isAfter(then))
                    .map(row -> row.value1())
                    .toList();
            var found = found(plan, there, then, me);
            for (var id : found) {
                if (plan.trigger().again() || !before.contains(id)) {
                    all.add(DueDates.scheduled(plan, id, then, then));
                }
            }
            before = found;
        }
        return all;
    }

    private Set<UUID> found(Plan plan, List<UUID> there, Instant at, Actor me) {
        var found = new HashSet<UUID>();
        for (var from = 0; from < there.size(); from += AT_ONCE) {
            var some = there.subList(from, Math.min(there.size(), from + AT_ONCE));
            facts.judge(plan, some.stream().map(id -> new Facts.Moment(id, at)).toList(), me)
                    .forEach((n, said) -> {
                        if (Facts.hold(said)) {
                            found.add(some.get(n));
                        }
                    });
        }
        return found;
    }
}
