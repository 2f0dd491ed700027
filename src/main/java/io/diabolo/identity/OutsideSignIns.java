package io.diabolo.identity;

import static io.diabolo.identity.AccountStore.utc;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.identity.OpenIdAnswer.Let;
import io.diabolo.identity.OpenIdAnswer.Refusal;
import io.diabolo.identity.OpenIdAnswer.Refused;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Members who sign in at an OpenID provider. The first time they are found by their address, if the provider has verified
 * it; from then on by the provider's own name for them, which nobody gets after them.
 */
@Service
class OutsideSignIns {
    private final DSLContext sql;
    private final AccountStore accounts;
    private final MemberStore members;
    private final TransactionTemplate transactions;
    private final OpenIdSettings settings;
    private final Clock clock;

    OutsideSignIns(
            DSLContext sql,
            AccountStore accounts,
            MemberStore members,
            TransactionTemplate transactions,
            OpenIdSettings settings,
            Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.members = members;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whom the provider vouches for. */
    record Person(String issuer, String subject, @Nullable String email, boolean verified, String name) {}

    /** A link as its owner sees it. */
    record Link(UUID id, String issuer, Instant linkedAt, Instant lastUsedAt) {}

    OpenIdAnswer enter(Person person) {
        var known = sql.resultQuery("select account_of_outside(?, ?)", person.issuer(), person.subject())
                .fetchSingle(0, UUID.class);
        return known == null ? first(person) : let(known, person);
    }

    private OpenIdAnswer first(Person person) {
        if (person.email() == null || !person.verified()) {
            return new Refused(Refusal.UNVERIFIED);
        }
        var email = Emails.normal(person.email());
        if (!Emails.isAddress(email) || !settings.lets(email)) {
            return new Refused(Refusal.DOMAIN);
        }
        var account = accounts.byEmail(email);
        if (account != null) {
            return let(account.id(), person);
        }
        var joined = settings.takesNewMembers() ? join(email, person.name()) : null;
        return joined == null ? new Refused(Refusal.UNKNOWN) : let(joined, person);
    }

    private OpenIdAnswer let(UUID account, Person person) {
        var memberships = accounts.memberships(account);
        if (memberships.isEmpty()) {
            return new Refused(Refusal.LEFT);
        }
        var linked = sql.resultQuery(
                        "select link_outside(?, ?, ?, cast(? as timestamptz))",
                        person.issuer(),
                        person.subject(),
                        account,
                        utc(clock.instant()))
                .fetchSingle(0, Boolean.class);
        if (!Boolean.TRUE.equals(linked)) {
            return new Refused(Refusal.OTHER);
        }
        var first = memberships.getFirst();
        var member =
                SessionMember.of(account, first.workspace(), first.member()).asProven();
        return new Let(member, memberships.size() > 1);
    }

    /** Makes a member of the installation's first workspace; null when their address is spoken for there. */
    private @Nullable UUID join(String email, String name) {
        var first = sql.resultQuery("select first_workspace()").fetchSingle(0, UUID.class);
        if (first == null) {
            return null;
        }
        return WorkspaceScope.in(
                new WorkspaceId(first),
                () -> transactions.execute(_ -> {
                    if (members.byEmail(email) != null) {
                        return null;
                    }
                    var account = accounts.outside(email);
                    sql.insertInto(MEMBER)
                            .set(MEMBER.ACCOUNT_ID, account)
                            .set(MEMBER.NAME, called(name, email))
                            .set(MEMBER.EMAIL, email)
                            .set(MEMBER.ROLES, new String[] {settings.newMemberRole()})
                            .set(MEMBER.VISIBILITY, Sight.OWN.id())
                            .execute();
                    return account;
                }));
    }

    private static String called(String name, String email) {
        var given = name.isBlank() ? email : name.strip();
        return given.substring(0, Math.min(80, given.length()));
    }

    List<Link> mine(Actor me) {
        var account = own(me);
        return account == null
                ? List.of()
                : sql.resultQuery("select id, issuer, linked_at, last_used_at from outside_of(?)", account)
                        .fetch(row -> new Link(
                                row.get(0, UUID.class),
                                row.get(1, String.class),
                                row.get(2, OffsetDateTime.class).toInstant(),
                                row.get(3, OffsetDateTime.class).toInstant()));
    }

    /** @throws NoSuchRecord when it isn't one's own */
    void unlink(UUID id, Actor me) {
        me.mayWrite();
        var account = own(me);
        var gone = account != null
                && Boolean.TRUE.equals(sql.resultQuery("select unlink_outside(?, ?)", account, id)
                        .fetchSingle(0, Boolean.class));
        if (!gone) {
            throw new NoSuchRecord("sign-in", id);
        }
    }

    private @Nullable UUID own(Actor me) {
        return transactions.execute(_ -> members.account(me.member()));
    }
}
