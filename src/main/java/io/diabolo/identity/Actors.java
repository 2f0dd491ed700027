package io.diabolo.identity;

import static io.diabolo.jooq.Tables.ACTING_MEMBER;
import static io.diabolo.jooq.Tables.MEMBER;

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
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a member of the current workspace act: what they hold and see, as it stands now. */
@Component
class Actors {
    private final DSLContext sql;

    Actors(DSLContext sql) {
        this.sql = sql;
    }

    /** Null unless the member is active. Reads nothing but one function, so it needs no transaction. */
    @Nullable
    Actor of(MemberId id, Origin origin, Scope scope) {
        var acting = find(id, origin, scope);
        return acting == null ? null : acting.actor();
    }

    /** @param mustProve whether the workspace wants a second factor of everybody */
    record Acting(Actor actor, boolean mustProve) {}

    @Nullable
    Acting find(MemberId id, Origin origin, Scope scope) {
        var workspace = Objects.requireNonNull(WorkspaceScope.workspace());
        return sql.select()
                .from(ACTING_MEMBER.call(workspace.value(), id.value()))
                .fetchOne(row -> new Acting(
                        new Actor(
                                workspace,
                                id,
                                row.get(ACTING_MEMBER.NAME),
                                Set.of(row.get(ACTING_MEMBER.ROLES)),
                                row.get(ACTING_MEMBER.ADMINISTRATOR),
                                visibility(id, row.get(ACTING_MEMBER.SEES)),
                                scope,
                                origin,
                                locale(row.get(ACTING_MEMBER.LOCALE)),
                                ZoneId.of(row.get(ACTING_MEMBER.TIME_ZONE))),
                        row.get(ACTING_MEMBER.MUST_PROVE)));
    }

    /** @param others null for all there are */
    private static Visibility visibility(MemberId id, UUID @Nullable [] others) {
        if (others == null) {
            return new Visibility.All();
        }
        var all = Stream.of(others).map(MemberId::new).collect(Collectors.toCollection(HashSet::new));
        all.add(id);
        return new Visibility.Of(Set.copyOf(all));
    }

    /** Whoever they are by now. */
    Actor administrator(MemberId id) {
        var row = sql.selectFrom(MEMBER).where(MEMBER.ID.eq(id.value())).fetchSingle();
        return new Actor(
                Objects.requireNonNull(WorkspaceScope.workspace()),
                id,
                row.getName(),
                Set.of(row.getRoles()),
                true,
                new Visibility.All(),
                Scope.ADMIN,
                Origin.PAGE,
                locale(row.getLocale()),
                ZoneId.of(row.getTimeZone()));
    }

    static Locale locale(String language) {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }
}
