package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.AUTOMATION_MATCH;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.TableField;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the records whose day has come, and those that a schedule asks for. */
@Component
class DueDates {
    /** Days in which nothing ran, as the server stood still, are made up for; not more of them. */
    private static final int CATCH_UP = 7;

    private static final int MOST = 100_000;
    private final DSLContext sql;
    private final Facts facts;
    private final Runs runs;
    private final Keepers keepers;
    private final RecordTypes types;
    private final Workspaces workspaces;

    DueDates(DSLContext sql, Facts facts, Runs runs, Keepers keepers, RecordTypes types, Workspaces workspaces) {
        this.sql = sql;
        this.facts = facts;
        this.runs = runs;
        this.keepers = keepers;
        this.types = types;
        this.workspaces = workspaces;
    }

    /** In one transaction with the moment at which it is looked at next. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void look(Automation automation, Instant now) {
        var zone = workspaces.settings().zone();
        var keeper = keepers.of(automation);
        var due = automation.nextAt();
        if (keeper == null || due == null) {
            return;
        }
        var trigger = automation.plan().trigger();
        if (trigger.isDate() && !isThere(automation.plan())) {
            keepers.stop(automation, Keepers.NO_FIELD);
            return;
        }
        if (trigger.isSchedule()) {
            scheduled(automation, due, keeper, now);
            due = Rhythm.next(trigger, now, zone);
        } else {
            var earliest = now.atZone(zone).minusDays(CATCH_UP).toInstant();
            while (due != null && !due.isAfter(now)) {
                if (due.isAfter(earliest)) {
                    onDay(automation, due, keeper, zone);
                }
                due = Rhythm.next(trigger, due, zone);
            }
        }
        sql.update(AUTOMATION)
                .set(AUTOMATION.NEXT_AT, due == null ? null : due.atOffset(ZoneOffset.UTC))
                .where(AUTOMATION.ID.eq(automation.id()))
                .execute();
    }

    /** A field of the workspace's own may have been retired since. */
    private boolean isThere(Plan plan) {
        var type = types.byId(plan.recordType()).orElseThrow();
        return types.fields(type).stream()
                .anyMatch(field -> field.name().equals(plan.trigger().field()));
    }

    private void onDay(Automation automation, Instant at, Actor keeper, ZoneId zone) {
        var plan = automation.plan();
        var type = types.byId(plan.recordType()).orElseThrow();
        var day = LocalDate.ofInstant(at, zone).minusDays(plan.trigger().days());
        var without = new Plan(plan.recordType(), plan.trigger(), 0, false, false, 0, List.of(), plan.actions());
        var found = sql.select(type.column("id", UUID.class))
                .from(type.table())
                .where(facts.now(facts.run(without, at), without, keeper))
                .and(isOn(type, plan.trigger().field(), day, zone))
                .limit(MOST)
                .fetch(row -> row.value1());
        runs.add(automation, found.stream().map(id -> onDay(plan, id, day, at)).toList());
    }

    static Occurrence onDay(Plan plan, UUID record, LocalDate day, Instant at) {
        return new Occurrence(
                "date/" + plan.trigger().field() + "/" + plan.trigger().days() + "/" + day + "/" + record,
                "date",
                plan.recordType(),
                record,
                day.toString(),
                Set.of(),
                at,
                null,
                false);
    }

    private void scheduled(Automation automation, Instant at, Actor keeper, Instant now) {
        var plan = automation.plan();
        var run = facts.run(plan, now);
        var found = sql.select(run.id())
                .from(run.from())
                .where(facts.now(run, plan, keeper))
                .limit(MOST)
                .fetch(row -> row.value1());
        var fresh = new ArrayList<>(found);
        if (!plan.trigger().again()) {
            var known = Set.copyOf(sql.select(AUTOMATION_MATCH.RECORD_ID)
                    .from(AUTOMATION_MATCH)
                    .where(AUTOMATION_MATCH.AUTOMATION_ID.eq(automation.id()))
                    .fetch(row -> row.value1()));
            fresh.removeIf(known::contains);
            remember(automation.id(), found);
        }
        runs.add(
                automation,
                fresh.stream().map(id -> scheduled(plan, id, at, now)).toList());
    }

    /** It is judged as of the moment at which it was found: a server that stood still at the hour isn't asked of then. */
    static Occurrence scheduled(Plan plan, UUID record, Instant at, Instant now) {
        return new Occurrence(
                "schedule/" + at + "/" + record,
                "schedule",
                plan.recordType(),
                record,
                null,
                Set.of(),
                now,
                null,
                false);
    }

    private void remember(UUID automation, List<UUID> found) {
        var ids = val(found.toArray(UUID[]::new));
        sql.execute(
                "delete from automation_match where automation_id = {0} and record_id <> all ({1})",
                val(automation), ids);
        sql.execute(
                "insert into automation_match (automation_id, record_id) select {0}, id from unnest({1}) as id on conflict do nothing",
                val(automation), ids);
    }

    /** Whether the field's day, in the workspace's zone, is this one. */
    Condition isOn(RecordType type, String name, LocalDate day, ZoneId zone) {
        return day(type, name, zone).eq(day);
    }

    Field<LocalDate> day(RecordType type, String name, ZoneId zone) {
        var one = types.fields(type).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
        var custom = one.custom();
        if (custom != null) {
            var text = field("({0} ->> {1})", String.class, type.column("custom", JSONB.class), inline(custom.key()));
            return field("case when pg_input_is_valid({0}, 'date') then ({0})::date end", LocalDate.class, text);
        }
        return one.kind() == FieldKind.DATE
                ? one.field().column().coerce(LocalDate.class)
                : field(
                        "({0} at time zone {1})::date",
                        LocalDate.class, one.field().column().coerce(OffsetDateTime.class), val(zone.getId()));
    }

    /** Whether the record itself holds the field, and no other that its list shows too. */
    static boolean isOwn(RecordType type, ListField one) {
        return one.field().column() instanceof TableField<?, ?> column
                && type.table().equals(column.getTable());
    }
}
