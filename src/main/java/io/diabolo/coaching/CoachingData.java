package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.COACHING_NOTE;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.directory.AgreedTasks;
import io.diabolo.identity.MemberData;
import io.diabolo.platform.MemberId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was noted about a member, in their own file: all of it, for the right of access knows no private notes about somebody
 * (GDPR art. 15; the French CNIL says so of assessments of staff).
 */
@Component
class CoachingData implements MemberData {
    private final DSLContext sql;
    private final AgreedTasks tasks;

    CoachingData(DSLContext sql, AgreedTasks tasks) {
        this.sql = sql;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "coaching_notes";
    }

    @Override
    public List<Map<String, @Nullable Object>> of(MemberId member) {
        var rows = sql.select(COACHING_NOTE.fields())
                .select(MEMBER.NAME)
                .from(COACHING_NOTE)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(COACHING_NOTE.WORKSPACE_ID))
                .and(MEMBER.ID.eq(COACHING_NOTE.AUTHOR_ID))
                .where(COACHING_NOTE.MEMBER_ID.eq(member.value()))
                .and(COACHING_NOTE.DELETED_AT.isNull())
                .orderBy(COACHING_NOTE.TALKED_ON, COACHING_NOTE.ID)
                .fetch();
        var agreed = tasks.of(rows.getValues(COACHING_NOTE.ID));
        return rows.map(row -> {
            var entry = new LinkedHashMap<String, @Nullable Object>();
            entry.put("talked_on", row.get(COACHING_NOTE.TALKED_ON).toString());
            entry.put("author", row.get(MEMBER.NAME));
            entry.put("body", row.get(COACHING_NOTE.BODY));
            entry.put("shared", row.get(COACHING_NOTE.SHARED_AT) != null);
            entry.put(
                    "actions",
                    agreed.getOrDefault(row.get(COACHING_NOTE.ID), List.of()).stream()
                            .map(one -> Map.of(
                                    "what", one.what(), "due_on", one.due().toString(), "done", one.done()))
                            .toList());
            return entry;
        });
    }
}
