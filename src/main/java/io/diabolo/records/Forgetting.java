package io.diabolo.records;

import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Announcements;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that go for good, with all that the engines kept of them: history, titles of changes, values of custom fields, what
 * was looked at, searched and told. For erasures, which nothing takes back; rows that hang on the record are its module's.
 */
@Component
public class Forgetting {
    private final DSLContext sql;
    private final Announcements announcements;

    Forgetting(DSLContext sql, Announcements announcements) {
        this.sql = sql;
        this.announcements = announcements;
    }

    /** @param nameless what a change of theirs is called from now on */
    @Transactional(propagation = Propagation.MANDATORY)
    public void records(RecordType type, Collection<UUID> ids, String nameless) {
        if (ids.isEmpty()) {
            return;
        }
        var all = val(ids.toArray(UUID[]::new));
        var kind = val(type.id());
        // Titles first, for the lines that tell which sets are meant go next. A set of many names none of them.
        sql.execute("""
                update change_set set title = {2} where title <> '' and created + updated + deleted <= 5
                  and (id in (select change_set_id from change where record_type = {0} and record_id = any ({1}))
                       or undoes in (select change_set_id from change where record_type = {0} and record_id = any ({1})))
                """, kind, all, val(nameless));
        sql.execute("delete from change where record_type = {0} and record_id = any ({1})", kind, all);
        sql.execute("delete from custom_value where record_id = any ({0})", all);
        sql.execute("delete from recent_record where kind = {0} and record_id = any ({1})", kind, all);
        sql.execute("delete from search_entry where kind = {0} and record_id = any ({1})", kind, all);
        sql.execute("delete from queue_snooze where record_id = any ({0})", all);
        for (var table : new String[] {"clock", "handoff", "notification"}) {
            sql.execute("delete from " + table + " where subject_type = {0} and subject_id = any ({1})", kind, all);
        }
        // An answer without its body: who repeats the request is told that it was done.
        sql.execute("""
                update idempotent_answer set body = '{}', headers = '{}'
                where exists (select from unnest({0}) one where body like '%' || one::text || '%')
                """, all);
        sql.execute("delete from {0} where id = any ({1})", type.table(), all);
        announcements.changed(type.id());
        announcements.changed(type.id() + "-any");
    }
}
