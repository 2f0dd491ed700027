package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators change about members: roles, rights, the reporting line, and that somebody leaves. */
@Service
public class Staff {
    private final DSLContext sql;
    private final MemberStore store;
    private final AccountStore accounts;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Staff(
            DSLContext sql,
            MemberStore store,
            AccountStore accounts,
            Sessions sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.accounts = accounts;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** Changes roles, rights and place in the organisation; the address stays, as one signs in with it. */
    @Transactional
    void change(MemberId id, MemberRequest request, int version, Actor me) {
        me.mayAdminister();
        var member = locked(id);
        if (member.version() != version) {
            throw new StaleVersion(version, member.version());
        }
        check(request, id);
        if (member.administrator() && member.isActive() && !request.administrator()) {
            keepAnAdministrator(id);
        }
        sql.update(MEMBER)
                .set(MEMBER.NAME, request.name().strip())
                .set(MEMBER.ROLES, SalesRoles.sorted(request.roles()).toArray(String[]::new))
                .set(MEMBER.ADMINISTRATOR, request.administrator())
                .set(MEMBER.VISIBILITY, request.sight())
                .set(
                        MEMBER.MANAGER_ID,
                        request.manager() == null ? null : request.manager().value())
                .set(
                        MEMBER.TEAM_ID,
                        request.team() == null ? null : request.team().value())
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ID.eq(id.value()))
                .execute();
        events.publishEvent(
                new AccessChanged(me, "member.changed", request.name().strip()));
    }

    /** Gives a member sales roles and takes others away; nothing happens where they are held, or not held, already. */
    @Transactional
    public void hold(MemberId id, Collection<String> gained, Collection<String> lost, Actor me) {
        me.mayAdminister();
        var member = locked(id);
        var roles = new HashSet<>(member.roles());
        roles.removeAll(lost);
        roles.addAll(gained);
        var sorted = SalesRoles.sorted(roles);
        if (sorted.equals(member.roles())) {
            return;
        }
        sql.update(MEMBER)
                .set(MEMBER.ROLES, sorted.toArray(String[]::new))
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ID.eq(id.value()))
                .execute();
        events.publishEvent(new AccessChanged(me, "member.changed", member.name()));
    }

    /**
     * A member leaves, or a placeholder turns out to be a member: the records are the successor's, and no session, token
     * or link of theirs works any longer. Consequences follow {@link MemberLeft}.
     */
    @Transactional
    public void leave(MemberId id, MemberId successor, Actor me) {
        me.mayAdminister();
        var member = locked(id);
        if (member.state() == MemberState.LEFT) {
            return;
        }
        var heir = store.lock(successor);
        if (heir == null || !heir.isActive() || successor.equals(id)) {
            throw new BadInput("successor", "members.fault.successor");
        }
        if (member.administrator() && member.isActive()) {
            keepAnAdministrator(id);
        }
        var account = sql.select(MEMBER.ACCOUNT_ID)
                .from(MEMBER)
                .where(MEMBER.ID.eq(id.value()))
                .fetchSingle(MEMBER.ACCOUNT_ID);
        moveReports(member, successor);
        close(id, successor);
        accounts.revokeAccess(id);
        sessions.endAll(account, id.value());
        events.publishEvent(new AccessChanged(me, "member.left", member.name()));
        events.publishEvent(new MemberLeft(me.workspace(), id, successor, me.member(), clock.instant()));
    }

    /** Without an account the same person can be invited again some day. */
    private void close(MemberId id, MemberId successor) {
        sql.update(MEMBER)
                .set(MEMBER.STATE, MemberState.LEFT.id())
                .set(MEMBER.SUCCESSOR_ID, successor.value())
                .setNull(MEMBER.ACCOUNT_ID)
                .set(MEMBER.ADMINISTRATOR, false)
                .setNull(MEMBER.MANAGER_ID)
                .setNull(MEMBER.TEAM_ID)
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ID.eq(id.value()))
                .execute();
    }

    /** Who reported to the one that leaves reports to the next one up, so that no branch falls off the line. */
    private void moveReports(Member member, MemberId successor) {
        var above = member.manager();
        if (above == null && store.reports(member.id()).contains(successor)) {
            // The successor takes the place at the top; below whom they reported to, the line would be a circle.
            sql.update(MEMBER)
                    .setNull(MEMBER.MANAGER_ID)
                    .where(MEMBER.ID.eq(successor.value()))
                    .execute();
        }
        sql.update(MEMBER)
                .set(MEMBER.MANAGER_ID, above == null ? successor.value() : above.value())
                .where(MEMBER.MANAGER_ID.eq(member.id().value()))
                .and(MEMBER.ID.ne(above == null ? successor.value() : above.value()))
                .execute();
        sql.update(MEMBER)
                .setNull(MEMBER.MANAGER_ID)
                .where(MEMBER.MANAGER_ID.eq(member.id().value()))
                .execute();
    }

    private void keepAnAdministrator(MemberId id) {
        if (!store.hasOtherAdministrator(id)) {
            throw new BadInput("administrator", "members.fault.last-administrator");
        }
    }

    private Member locked(MemberId id) {
        var member = store.lock(id);
        if (member == null) {
            throw new NoSuchRecord("member", id);
        }
        return member;
    }

    /** @param id null for somebody new */
    void check(MemberRequest request, @Nullable MemberId id) {
        new Faults()
                .name("name", request.name())
                .unless(SalesRoles.IDS.containsAll(request.roles()), "roles", "identity.fault.choice")
                .unless(isSight(request.sight()), "sight", "identity.fault.choice")
                .unless(mayManage(request.manager(), id), "manager", "members.fault.manager")
                .unless(request.team() == null || isTeam(request.team().value()), "team", "identity.fault.choice")
                .refuse();
    }

    private static boolean isSight(String id) {
        return Arrays.stream(Sight.values()).anyMatch(sight -> sight.id().equals(id));
    }

    private boolean isTeam(UUID team) {
        return sql.fetchExists(TEAM, TEAM.ID.eq(team));
    }

    /** A reporting line has no circles. */
    private boolean mayManage(@Nullable MemberId manager, @Nullable MemberId member) {
        if (manager == null) {
            return true;
        }
        var above = store.find(manager);
        return above != null
                && above.state() != MemberState.LEFT
                && (member == null
                        || (!manager.equals(member) && !store.reports(member).contains(manager)));
    }
}
