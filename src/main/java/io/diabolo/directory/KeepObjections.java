package io.diabolo.directory;

import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Of people who become one, an objection stands for all of them, although another of their records was told something else
 * later: who objected to one address doesn't want to be reached by the other.
 */
@Component
class KeepObjections {
    private static final String OBJECTED = "objected";
    private static final String UNKNOWN = "unknown";
    private final DSLContext sql;
    private final Clock clock;

    KeepObjections(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @return what lists filter the survivor by */
    Map<Field<?>, @Nullable Object> imposed(UUID survivor, List<UUID> losers, UUID changeSet) {
        var all = new ArrayList<>(losers);
        all.addFirst(survivor);
        sayAgain(survivor, all, changeSet);
        var latest = latest(all);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(PERSON.EMAIL_BASIS, basis(all, PERSON.EMAIL_BASIS, latest.get("email")));
        columns.put(PERSON.PHONE_BASIS, basis(all, PERSON.PHONE_BASIS, latest.get("phone")));
        return columns;
    }

    /** The latest word holds, so where that isn't the objection it is said once more, with its proof and its source. */
    private void sayAgain(UUID survivor, List<UUID> all, UUID changeSet) {
        sql.execute(
                """
                with word as (
                    select distinct on (person_id, channel, purpose) b.* from legal_basis b
                    where b.person_id = any ({0})
                    order by person_id, channel, purpose, recorded_at desc, id desc),
                last as (
                    select distinct on (channel, purpose) channel, purpose, state, recorded_at from word
                    order by channel, purpose, recorded_at desc, id desc),
                objection as (
                    select distinct on (channel, purpose) * from word where state = 'objected'
                    order by channel, purpose, recorded_at desc, id desc)
                insert into legal_basis (person_id, channel, purpose, basis, state, since, proof, proof_file_id, source,
                                         member_id, recorded_at, created_in)
                select {1}, o.channel, o.purpose, o.basis, o.state, o.since, o.proof, o.proof_file_id, o.source, o.member_id,
                       greatest({2}, l.recorded_at + interval '1 millisecond'), {3}
                from objection o join last l on l.channel = o.channel and l.purpose = o.purpose
                where l.state <> 'objected'
                """,
                val(all.toArray(UUID[]::new)),
                val(survivor),
                val(clock.instant().atOffset(ZoneOffset.UTC)),
                val(changeSet));
    }

    /** By channel the latest word on prospecting. */
    private Map<String, String> latest(List<UUID> all) {
        var latest = new HashMap<String, String>();
        sql.fetch("""
                select distinct on (channel) channel, case state when 'objected' then state else basis end
                from legal_basis where person_id = any ({0}) and purpose = 'prospecting'
                order by channel, recorded_at desc, id desc
                """, val(all.toArray(UUID[]::new)))
                .forEach(row -> latest.put(row.get(0, String.class), row.get(1, String.class)));
        return latest;
    }

    /** An objection, else the latest word, else what the first of them says. */
    private String basis(List<UUID> all, Field<String> column, @Nullable String latest) {
        var said = sql.select(PERSON.ID, column)
                .from(PERSON)
                .where(PERSON.ID.in(all))
                .fetchMap(PERSON.ID, column);
        if (said.containsValue(OBJECTED)) {
            return OBJECTED;
        }
        return latest != null
                ? latest
                : all.stream()
                        .map(said::get)
                        .filter(one -> one != null && !one.equals(UNKNOWN))
                        .findFirst()
                        .orElse(UNKNOWN);
    }
}
