package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who stands above whom: the manager, the manager's manager, and so on. A circle ends where it began. */
@Service
public class ReportingLine {
    private final DSLContext sql;
    private final MemberStore store;

    ReportingLine(DSLContext sql, MemberStore store) {
        this.sql = sql;
        this.store = store;
    }

    /** Whether the first stands above the second; nobody stands above themselves. */
    @Transactional(readOnly = true)
    public boolean leads(MemberId above, MemberId below) {
        return !above.equals(below)
                && sql.fetchSingle("""
                                with recursive line (id) as (
                                    select manager_id from member where id = {0}
                                    union
                                    select m.manager_id from line join member m on m.id = line.id)
                                select exists (select from line where id = {1})""", DSL.val(below.value()), DSL.val(above.value()))
                        .get(0, Boolean.class);
    }

    /** All below, by name; those who left stay where they were. */
    @Transactional(readOnly = true)
    public List<Member> below(MemberId above) {
        var ids = sql.fetch("""
                        with recursive line (id) as (
                            select id from member where manager_id = {0}
                            union
                            select m.id from line join member m on m.manager_id = line.id)
                        select id from line where id <> {0}""", DSL.val(above.value())).getValues(0, UUID.class);
        return ids.isEmpty() ? List.of() : store.list(MEMBER.ID.in(ids));
    }
}
