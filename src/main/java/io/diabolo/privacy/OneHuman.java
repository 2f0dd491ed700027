package io.diabolo.privacy;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** All records of one human: those that were merged, whichever of them is named. */
@Component
class OneHuman {
    private final DSLContext sql;

    OneHuman(DSLContext sql) {
        this.sql = sql;
    }

    /** The survivor first; none when there is no such person. */
    List<UUID> of(UUID person) {
        return sql.fetch("""
                with recursive up as (
                    select id, merged_into, 0 as height from person where id = {0}
                    union all select p.id, p.merged_into, up.height + 1 from person p join up on p.id = up.merged_into),
                same as (
                    select id, 0 as depth from up where merged_into is null
                    union all select p.id, s.depth + 1 from person p join same s on p.merged_into = s.id)
                select id from same order by depth, id
                """, org.jooq.impl.DSL.val(person)).getValues(0, UUID.class);
    }

    /** The same, locked: nobody writes to them, or merges them, until the transaction ends. */
    List<UUID> locked(UUID person) {
        while (true) {
            var all = of(person);
            sql.execute(
                    "select id from person where id = any (?) order by id for update", (Object) FindTraces.ids(all));
            // Who was being merged meanwhile is among them now.
            if (all.equals(of(person))) {
                return all;
            }
        }
    }
}
