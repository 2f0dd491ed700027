package io.diabolo.qualification.prediction;

import io.diabolo.directory.Domain;
import io.diabolo.prediction.Traits;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Leads as they were known at first contact. Nothing enters that is learned afterwards: no stage, status, score, owner,
 * reason or answer of a sheet, and of what enters only what stood there a day after the lead came in; where it was changed
 * later, the log of changes says what it was.
 */
@Component
class LeadHistory {
    /** By columns of a row and of what it was before later changes, under the name of the field. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("channel", "l.channel"),
            Map.entry("source", "l.source"),
            Map.entry("campaign", "l.campaign"),
            Map.entry("email", "p.email"),
            Map.entry("phone", "coalesce(p.phone, p.mobile)"),
            Map.entry("title", "p.title"),
            Map.entry("seniority", "p.seniority"),
            Map.entry("language", "p.language"),
            Map.entry("person_country", "p.country"),
            Map.entry("company_country", "co.country"),
            Map.entry("region", "co.region"),
            Map.entry("industry", "co.industry"),
            Map.entry("naf", "co.naf"),
            Map.entry("segment", "co.segment"),
            Map.entry("headcount", "co.headcount"));

    private static final List<String> WORDS = List.of(
            "channel",
            "source",
            "campaign",
            "title",
            "seniority",
            "language",
            "person_country",
            "company_country",
            "region",
            "industry",
            "segment");

    private static final String QUERY = """
            with l as (
                select lead.id, lead.journey_id, lead.created_at, lead.channel, lead.source, lead.campaign,
                       lead.person_id, lead.company_id, lead.reason_code, lead.created_in,
                       -- what a file brings in is known once it is in
                       greatest(lead.created_at + interval '1 day', uuid_extract_timestamp(lead.id) + interval '1 minute')
                           as known_by
                from lead where lead.deleted_at is null and {0}
                order by lead.created_at desc, lead.id desc limit {1})
            select l.id, l.created_at, j.furthest_stage, j.current_stage, l.reason_code, d.decided_at,
                   exists (select from change_set s where s.id = l.created_in and s.origin = 'import') as imported,
                   %s,
                   (select count(*) from lead e where e.person_id = l.person_id and e.created_at < l.created_at) as earlier,
                   (select count(*) from activity a where a.person_id = l.person_id and a.direction = 'inbound'
                       and a.deleted_at is null and a.at > l.created_at - interval '90 days'
                       and a.at <= least(l.created_at + interval '1 day', d.decided_at)) as touches,
                   -- a visit counts only where its visitor had said by then who they are
                   (select count(*) from touch t where t.person_id = l.person_id
                       and t.at > l.created_at - interval '90 days'
                       and t.at <= least(l.created_at + interval '1 day', d.decided_at)
                       and (t.kind <> 'visit' or exists (select from touch k where k.visitor = t.visitor
                           and k.person_id = t.person_id and k.kind <> 'visit'
                           and k.at <= least(l.created_at + interval '1 day', d.decided_at)))) as signals
            from l
            join journey j on j.id = l.journey_id
            left join lateral (
                select min(e.occurred_at) as decided_at from journey_entry e
                join change_set s on s.workspace_id = e.workspace_id and s.id = e.change_set_id and s.voided_at is null
                where e.subject_id = l.id and e.to_stage between 3 and 14) d on true
            %s
            """.formatted(columns(), joins());

    private final DSLContext sql;

    LeadHistory(DSLContext sql) {
        this.sql = sql;
    }

    /** The value that stood there then: before the first later change, where there was one. */
    private static String columns() {
        var all = new StringBuilder();
        for (var field : FIELDS.entrySet()) {
            var now = field.getValue();
            var column = field.getKey().contains("_country") ? "country" : field.getKey();
            var was = now.contains("l.") ? "lw" : now.contains("p.") ? "pw" : "cw";
            all.append(all.isEmpty() ? "" : ",\n")
                    .append("case when jsonb_exists(%s.b, '%s') then %s.b ->> '%s' else %s::text end as %s"
                            .formatted(was, column, was, column, now, field.getKey()));
        }
        return all.toString();
    }

    private static String joins() {
        return was("lead", "l", "lw")
                + "left join person p on p.id = l.person_id\n" + was("person", "p", "pw")
                + "left join company co on co.id = l.company_id\n" + was("company", "co", "cw");
    }

    /** The old values of later changes; of several of one column the earliest, which comes last and stays. */
    private static String was(String type, String row, String was) {
        return """
                left join lateral (
                    select jsonb_object_agg(k.key, k.value order by c.at desc) as b
                    from change c cross join lateral jsonb_each(c.before) k
                    where c.record_type = '%s' and c.record_id = %s.id and c.kind = 'updated' and c.at > l.known_by) %s on true
                """.formatted(type, row, was);
    }

    /** The newest of those that fulfil a condition on leads. */
    List<Known> known(Condition which, int limit) {
        return sql.fetch(QUERY, which, DSL.inline(limit)).map(LeadHistory::known);
    }

    private static Known known(Record row) {
        var words = new HashMap<String, String>();
        WORDS.forEach(field -> put(words, field, row.get(field, String.class)));
        var email = row.get("email", String.class);
        words.put("mail", email == null ? "none" : Domain.of(email).isPresent() ? "own" : "free");
        words.put("telephone", row.get("phone", String.class) == null ? "none" : "some");
        var naf = row.get("naf", String.class);
        put(words, "naf", naf == null || naf.length() < 2 ? null : naf.substring(0, 2));
        var numbers = new HashMap<String, Double>();
        var headcount = row.get("headcount", String.class);
        if (headcount != null) {
            numbers.put("headcount", Double.valueOf(headcount));
        }
        numbers.put("earlier", row.get("earlier", Double.class));
        numbers.put("touches", row.get("touches", Double.class));
        numbers.put("signals", row.get("signals", Double.class));
        var decided = row.get("decided_at", OffsetDateTime.class);
        return new Known(
                row.get("id", UUID.class),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                decided == null ? null : decided.toInstant(),
                qualified(row),
                row.get("imported", Boolean.class),
                new Traits(words, numbers));
    }

    /** A duplicate was put aside for what the file holds, and not for who the lead is. */
    private static @Nullable Boolean qualified(Record row) {
        var furthest = row.get("furthest_stage", Integer.class);
        var current = row.get("current_stage", Integer.class);
        if (furthest != null && furthest >= 3) {
            return true;
        }
        return current != null && current == 11 && !"duplicate".equals(row.get("reason_code", String.class))
                ? Boolean.FALSE
                : null;
    }

    private static void put(Map<String, String> words, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            words.put(field, value.strip().toLowerCase(Locale.ROOT));
        }
    }
}
