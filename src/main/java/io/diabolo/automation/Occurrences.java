package io.diabolo.automation;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import io.diabolo.journey.Stage;
import io.diabolo.records.RecordTypes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What happened, read from where it stands anyway: change sets, the ledger, hand-offs, clocks and forms. The same statements read
 * what just happened and what happened in a month, so that both are the same.
 */
@Component
class Occurrences {
    private static final String CREATED = """
            select 'created/' || t.id as key, t.id as record, null::text as detail, null::text[] as columns, s.created_at as at,
                   s.id as set, s.origin = 'import' as imported
            from change_set s join {0} t on t.created_in = s.id
            where {1} and {2} and s.voided_at is null
            """;
    private static final String CHANGED = """
            select 'changed/' || c.change_set_id || '/' || c.record_id, c.record_id, null::text,
                   array(select jsonb_object_keys(c.after)), c.at, s.id, s.origin = 'import'
            from change_set s join change c on c.change_set_id = s.id
            where {1} and {2} and s.voided_at is null and c.record_type = {0} and c.kind = 'updated' and c.after <> '{}'
            """;
    private static final String STAGE = """
            select 'stage/' || e.journey_id || '/' || e.seq, e.subject_id, e.to_stage::text, null::text[], e.recorded_at, s.id,
                   s.origin = 'import'
            from change_set s join journey_entry e on e.change_set_id = s.id
            where {1} and {2} and s.voided_at is null and e.subject_type = {0}
            """;
    private static final String HANDOFF = """
            select {3} || '/' || h.id, h.subject_id, h.kind, null::text[], {4}, h.created_in, false
            from handoff h
            where h.subject_type = {0} and {4} >= {1} and {4} < {2} and {5}
            """;
    private static final String CLOCK = """
            select {3} || '/' || c.id || '/' || c.due_at, c.subject_id, c.kind, null::text[], {4}, null::uuid, false
            from clock c
            where c.subject_type = {0} and {4} >= {1} and {4} < {2}
            """;
    private static final String FORM = """
            select 'form/' || f.id, f.lead_id, null::text, null::text[], f.received_at, f.made_in, false
            from submission f
            where f.state = 'accepted' and f.lead_id is not null and f.received_at >= {0} and f.received_at < {1}
            """;
    private final DSLContext sql;
    private final RecordTypes types;

    Occurrences(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** @param further where the next part of them begins; null when this was all */
    record Part(List<Occurrence> all, @Nullable UUID further) {}

    /**
     * What these change sets say of records of a type.
     *
     * @param event created, changed or stage
     * @param after of a large one: the record behind which to go on
     */
    Part of(String event, String type, List<UUID> sets, @Nullable UUID after, int limit) {
        var record = column(event);
        var which =
                DSL.condition("s.id in ({0})", list(sets.stream().map(DSL::val).toArray(QueryPart[]::new)));
        var behind = after == null ? noCondition() : DSL.condition("{0} > {1}", record, val(after));
        var all = sql.resultQuery(
                        "{0} order by 2 limit {1}", sql(text(event), what(event, type), which, behind), inline(limit))
                .fetch(row -> occurrence(row, event, type));
        return new Part(all, all.size() < limit ? null : all.getLast().record());
    }

    private static org.jooq.SQL column(String event) {
        return switch (event) {
            case "created" -> sql("t.id");
            case "changed" -> sql("c.record_id");
            default -> sql("e.subject_id");
        };
    }

    private static String text(String event) {
        return switch (event) {
            case "created" -> CREATED;
            case "changed" -> CHANGED;
            default -> STAGE;
        };
    }

    private QueryPart what(String event, String type) {
        return event.equals("created") ? types.byId(type).orElseThrow().table() : val(type);
    }

    /**
     * What of this kind happened from one moment to another, the first at the top.
     *
     * @param but what this automation did itself is left out; null: it did nothing yet
     */
    List<Occurrence> between(String event, String type, Instant from, Instant until, @Nullable UUID but, int limit) {
        var since = val(from.atOffset(ZoneOffset.UTC));
        var to = val(until.atOffset(ZoneOffset.UTC));
        var query = switch (event) {
            case "created", "changed", "stage" ->
                sql(
                        text(event),
                        what(event, type),
                        DSL.condition("s.created_at >= {0} and s.created_at < {1}", since, to),
                        others(but));
            case "handoff_offered" -> handoff(type, since, to, event, "h.offered_at", "true");
            case "handoff_accepted" -> handoff(type, since, to, event, "h.answered_at", "h.state = 'accepted'");
            case "handoff_returned" -> handoff(type, since, to, event, "h.answered_at", "h.state = 'returned'");
            case "clock_warned" -> sql(CLOCK, val(type), since, to, val(event), sql("c.warned_at"));
            case "clock_breached" -> sql(CLOCK, val(type), since, to, val(event), sql("c.breached_at"));
            default -> sql(FORM, since, to);
        };
        return new ArrayList<>(sql.resultQuery("{0} order by 5, 1 limit {1}", query, inline(limit))
                .fetch(row -> occurrence(row, event, type)));
    }

    private static org.jooq.SQL handoff(
            String type, QueryPart since, QueryPart to, String event, String at, String state) {
        return sql(HANDOFF, val(type), since, to, val(event), sql(at), sql(state));
    }

    private static Condition others(@Nullable UUID but) {
        return but == null
                ? noCondition()
                : DSL.condition(
                        "not exists (select from automation_cause k join automation_run r on r.id = k.run_id"
                                + " where k.change_set_id = s.id and r.automation_id = {0})",
                        val(but));
    }

    private static Occurrence occurrence(Record row, String event, String type) {
        var columns = row.get(3, String[].class);
        var detail = row.get(2, String.class);
        return new Occurrence(
                row.get(0, String.class),
                event,
                type,
                row.get(1, UUID.class),
                detail != null && event.equals("stage")
                        ? Stage.of(Integer.parseInt(detail)).id()
                        : detail,
                columns == null ? Set.of() : Set.of(columns),
                row.get(4, OffsetDateTime.class).toInstant(),
                row.get(5, UUID.class),
                Boolean.TRUE.equals(row.get(6, Boolean.class)));
    }
}
