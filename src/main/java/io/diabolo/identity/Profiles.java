package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import io.diabolo.platform.Actor;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members say about themselves, and administrators about their workspace. */
@Service
class Profiles {
    private final DSLContext sql;
    private final AccountStore accounts;
    private final MemberStore members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Profiles(
            DSLContext sql, AccountStore accounts, MemberStore members, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void change(String name, String language, String zone, Actor me) {
        me.mayWrite();
        new Faults()
                .name("name", name)
                .language("language", language)
                .zone("zone", zone)
                .refuse();
        sql.update(MEMBER)
                .set(MEMBER.NAME, name.strip())
                .set(MEMBER.LOCALE, language)
                .set(MEMBER.TIME_ZONE, zone)
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ID.eq(me.member().value()))
                .execute();
    }

    /** The currency holds for what is entered from now on; amounts that are there keep theirs. */
    @Transactional
    void changeWorkspace(String name, String language, String zone, String currency, boolean secondFactor, Actor me) {
        me.mayAdminister();
        new Faults()
                .name("organisation", name)
                .language("language", language)
                .zone("zone", zone)
                .currency("currency", currency)
                .refuse();
        var moved = !sql.fetchSingle(WORKSPACE_SETTING).getTimeZone().equals(zone);
        sql.update(WORKSPACE_SETTING)
                .set(WORKSPACE_SETTING.NAME, name.strip())
                .set(WORKSPACE_SETTING.LOCALE, language)
                .set(WORKSPACE_SETTING.TIME_ZONE, zone)
                .set(WORKSPACE_SETTING.CURRENCY, currency)
                .set(WORKSPACE_SETTING.SECOND_FACTOR_REQUIRED, secondFactor)
                .execute();
        events.publishEvent(new AccessChanged(me, "workspace.changed", name.strip()));
        if (moved) {
            events.publishEvent(new TimeZoneChanged(me.workspace(), clock.instant()));
        }
    }

    /** The workspaces that one may go to, the present one among them; none without a password of one's own. */
    @Transactional(readOnly = true)
    List<Membership> memberships(Actor me) {
        var account = members.account(me.member());
        return account == null ? List.of() : accounts.memberships(account);
    }

    /** The session in another of one's workspaces; null when one isn't a member there. */
    @Transactional(readOnly = true)
    @Nullable
    SessionMember in(UUID workspace, Actor me) {
        var account = members.account(me.member());
        return account == null
                ? null
                : accounts.memberships(account).stream()
                        .filter(membership -> membership.workspace().value().equals(workspace))
                        .map(membership -> SessionMember.of(account, membership.workspace(), membership.member()))
                        .findFirst()
                        .orElse(null);
    }

    @Transactional(readOnly = true)
    boolean hasPassword(Actor me) {
        return members.account(me.member()) != null;
    }

    /** The address by which one signs in. */
    @Transactional(readOnly = true)
    String email(Actor me) {
        var member = members.find(me.member());
        return member == null || member.email() == null ? "" : member.email();
    }

    /** Whether the workspace wants a second factor of everybody. */
    @Transactional(readOnly = true)
    boolean mustProve() {
        return sql.fetchSingle(WORKSPACE_SETTING).getSecondFactorRequired();
    }
}
