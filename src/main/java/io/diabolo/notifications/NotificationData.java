package io.diabolo.notifications;

import static io.diabolo.jooq.Tables.NOTIFICATION;

import io.diabolo.identity.MemberData;
import io.diabolo.platform.MemberId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a member was told, in the file of their own data; the words are those of whom it is about. */
@Component
@Order(20)
class NotificationData implements MemberData {
    private static final int MOST = 5_000;
    private final DSLContext sql;

    NotificationData(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "notifications";
    }

    /** The newest of them. */
    @Override
    public List<Map<String, @Nullable Object>> of(MemberId member) {
        return sql.select(
                        NOTIFICATION.KIND,
                        NOTIFICATION.PATH,
                        NOTIFICATION.REASON,
                        NOTIFICATION.AT,
                        NOTIFICATION.READ_AT)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(member.value()))
                .orderBy(NOTIFICATION.AT.desc())
                .limit(MOST)
                .fetch(row -> {
                    var entry = new LinkedHashMap<String, @Nullable Object>();
                    entry.put("kind", row.value1());
                    entry.put("path", row.value2());
                    entry.put("reason", row.value3());
                    entry.put("at", row.value4().toString());
                    entry.put(
                            "read_at",
                            row.value5() == null ? null : row.value5().toString());
                    return entry;
                });
    }
}
