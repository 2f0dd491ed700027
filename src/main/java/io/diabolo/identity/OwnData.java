package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The right of access (GDPR art. 15) of members themselves: what is kept about me, as one file. Nobody gets another's. */
@Service
public class OwnData {
    private final DSLContext sql;
    private final ObjectProvider<MemberData> parts;

    OwnData(DSLContext sql, ObjectProvider<MemberData> parts) {
        this.sql = sql;
        this.parts = parts;
    }

    @Transactional(readOnly = true)
    public Map<String, @Nullable Object> of(Actor me) {
        var row =
                sql.selectFrom(MEMBER).where(MEMBER.ID.eq(me.member().value())).fetchSingle();
        var profile = new LinkedHashMap<String, @Nullable Object>();
        profile.put("id", row.getId().toString());
        profile.put("name", row.getName());
        profile.put("email", row.getEmail());
        profile.put("roles", List.of(row.getRoles()));
        profile.put("administrator", row.getAdministrator());
        profile.put("sees", row.getVisibility());
        profile.put(
                "manager_id",
                row.getManagerId() == null ? null : row.getManagerId().toString());
        profile.put("team_id", row.getTeamId() == null ? null : row.getTeamId().toString());
        profile.put("language", row.getLocale());
        profile.put("time_zone", row.getTimeZone());
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("profile", profile);
        parts.orderedStream().forEach(part -> all.put(part.name(), part.of(me.member())));
        return all;
    }
}
