package io.diabolo.automation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Finds whether an automation is behind a change, so that none runs in circles. */
@Component
class Causes {
    /** One that sets off another, and so on, further than this is taken for a circle. */
    static final int DEEPEST = 5;

    private static final String BEHIND = """
            with recursive up(asked, at, n) as (
                select id, id, 0 from unnest({0}) as id
                union all
                select up.asked, s.caused_by, up.n + 1
                from up join change_set s on s.id = up.at
                where s.caused_by is not null and up.n < 10
                  and not exists (select from automation_cause k where k.change_set_id = up.at))
            select distinct on (up.asked) up.asked, r.id, r.depth
            from up join automation_cause k on k.change_set_id = up.at join automation_run r on r.id = k.run_id
            order by up.asked, up.n
            """;
    private static final String CIRCLE = """
            with recursive up(id, n) as (
                select {0}::uuid, 0
                union all
                select r.cause_id, up.n + 1 from up join automation_run r on r.id = up.id
                where r.cause_id is not null and up.n < 10)
            select exists (select from up join automation_run r on r.id = up.id
                           where r.automation_id = {1} and r.record_id = {2})
            """;
    private final DSLContext sql;

    Causes(DSLContext sql) {
        this.sql = sql;
    }

    /** @param depth how many automations stand behind it */
    record Cause(UUID run, int depth) {}

    /** By change set, of those behind which there is one. */
    Map<UUID, Cause> of(List<UUID> sets) {
        if (sets.isEmpty()) {
            return Map.of();
        }
        var all = new HashMap<UUID, Cause>();
        sql.resultQuery(BEHIND, DSL.val(sets.toArray(UUID[]::new)))
                .forEach(row ->
                        all.put(row.get(0, UUID.class), new Cause(row.get(1, UUID.class), row.get(2, Integer.class))));
        return all;
    }

    /** Whether the automation would act on what it did itself to this record, straight or through others. */
    boolean isCircle(UUID automation, Runs.Found found) {
        return found.cause() != null
                && (found.depth() > DEEPEST
                        || Boolean.TRUE.equals(sql.resultQuery(
                                        CIRCLE,
                                        DSL.val(found.cause()),
                                        DSL.val(automation),
                                        DSL.val(found.what().record()))
                                .fetchSingle()
                                .get(0, Boolean.class)));
    }
}
