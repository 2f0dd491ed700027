package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import io.diabolo.jooq.tables.records.MemberRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceScope;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a member of the current workspace act: what they hold and see, as it stands now. */
@Component
class Actors {
    private final DSLContext sql;
    private final MemberStore store;

    Actors(DSLContext sql, MemberStore store) {
        this.sql = sql;
        this.store = store;
    }

    /** Null unless the member is active. */
    @Nullable
    Actor of(MemberId id, Origin origin, Scope scope) {
        var row = sql.selectFrom(MEMBER)
                .where(MEMBER.ID.eq(id.value()))
                .and(MEMBER.STATE.eq("active"))
                .fetchOne();
        if (row == null) {
            return null;
        }
        return actor(row, row.getAdministrator(), visibility(id, Sight.of(row.getVisibility())), scope, origin);
    }

    /** Whether the workspace wants a second factor of everybody. */
    boolean mustProve() {
        return Boolean.TRUE.equals(sql.select(WORKSPACE_SETTING.SECOND_FACTOR_REQUIRED)
                .from(WORKSPACE_SETTING)
                .fetchOne(WORKSPACE_SETTING.SECOND_FACTOR_REQUIRED));
    }

    /** Whoever they are by now. */
    Actor administrator(MemberId id) {
        var row = sql.selectFrom(MEMBER).where(MEMBER.ID.eq(id.value())).fetchSingle();
        return actor(row, true, new Visibility.All(), Scope.ADMIN, Origin.PAGE);
    }

    private static Actor actor(
            MemberRecord row, boolean administrator, Visibility visibility, Scope scope, Origin origin) {
        return new Actor(
                Objects.requireNonNull(WorkspaceScope.workspace()),
                new MemberId(row.getId()),
                row.getName(),
                Set.of(row.getRoles()),
                administrator,
                visibility,
                scope,
                origin,
                locale(row.getLocale()),
                ZoneId.of(row.getTimeZone()));
    }

    private Visibility visibility(MemberId id, Sight sight) {
        return switch (sight) {
            case ALL -> new Visibility.All();
            case OWN -> new Visibility.Of(Set.of(id));
            case TEAM -> new Visibility.Of(with(id, store.team(id)));
            case REPORTS -> new Visibility.Of(with(id, store.reports(id)));
        };
    }

    private static Set<MemberId> with(MemberId id, Set<MemberId> others) {
        var all = new HashSet<>(others);
        all.add(id);
        return Set.copyOf(all);
    }

    static Locale locale(String language) {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }
}
