package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Invitations by a link, which the administrator hands over: Diabolo sends no mail yet. */
@Service
class Invitations {
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final DSLContext sql;
    private final MemberStore store;
    private final Staff staff;
    private final AccountStore accounts;
    private final Accounts signIns;
    private final Workspaces workspaces;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transactions;
    private final Clock clock;

    private final ApplicationEventPublisher events;

    Invitations(
            DSLContext sql,
            MemberStore store,
            Staff staff,
            AccountStore accounts,
            Accounts signIns,
            Workspaces workspaces,
            PasswordEncoder passwords,
            TransactionTemplate transactions,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.sql = sql;
        this.store = store;
        this.staff = staff;
        this.accounts = accounts;
        this.signIns = signIns;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Who is invited, and to what.
     *
     * @param known has a password already, from another workspace, and has to show that they know it
     */
    record Invitation(
            WorkspaceId workspace, MemberId member, String workspaceName, String name, String email, boolean known) {}

    /** Invites somebody new. @return the link's secret, which can't be read again */
    @Transactional
    Secret invite(MemberRequest request, Actor me) {
        me.mayAdminister();
        checkEmail(request.email(), null);
        staff.check(request, null);
        var workspace = workspaces.settings();
        var id = sql.insertInto(MEMBER)
                .set(MEMBER.NAME, request.name().strip())
                .set(MEMBER.EMAIL, Emails.normal(request.email()))
                .set(MEMBER.ROLES, SalesRoles.sorted(request.roles()).toArray(String[]::new))
                .set(MEMBER.ADMINISTRATOR, request.administrator())
                .set(MEMBER.VISIBILITY, request.sight())
                .set(
                        MEMBER.MANAGER_ID,
                        request.manager() == null ? null : request.manager().value())
                .set(
                        MEMBER.TEAM_ID,
                        request.team() == null ? null : request.team().value())
                .set(MEMBER.LOCALE, workspace.locale().getLanguage())
                .set(MEMBER.TIME_ZONE, workspace.zone().getId())
                .set(MEMBER.STATE, MemberState.INVITED.id())
                .returningResult(MEMBER.ID)
                .fetchSingle()
                .value1();
        events.publishEvent(
                new AccessChanged(me, "member.invited", request.name().strip()));
        return link(new MemberId(id));
    }

    /** Invites a placeholder, or somebody invited before whose link is lost: the older link ends. */
    @Transactional
    Secret inviteAgain(MemberId id, String email, Actor me) {
        me.mayAdminister();
        var member = store.lock(id);
        if (member == null || member.isActive() || member.state() == MemberState.LEFT) {
            throw new NoSuchRecord("member", id);
        }
        checkEmail(email, id);
        accounts.revokeAccess(id);
        sql.update(MEMBER)
                .set(MEMBER.EMAIL, Emails.normal(email))
                .set(MEMBER.STATE, MemberState.INVITED.id())
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ID.eq(id.value()))
                .execute();
        events.publishEvent(new AccessChanged(me, "member.invited", member.name()));
        return link(id);
    }

    /** Null when the link isn't good (any more). */
    @Nullable
    Invitation find(Secret link) {
        var target = accounts.linkTarget(link);
        if (target == null
                || !target.purpose().equals("invitation")
                || target.workspace() == null
                || target.member() == null) {
            return null;
        }
        var workspace = new WorkspaceId(target.workspace());
        return within(workspace, () -> invitation(workspace, new MemberId(Objects.requireNonNull(target.member()))));
    }

    /**
     * The invited person comes in; null when the link isn't good any more.
     *
     * @param password a new one, or, of somebody {@link Invitation#known}, theirs
     */
    @Nullable
    SessionMember accept(Secret link, String name, String password, String origin) {
        var invitation = find(link);
        if (invitation == null) {
            return null;
        }
        if (invitation.known()) {
            prove(invitation.email(), password, origin);
        } else {
            new Faults()
                    .name("name", name)
                    .password("password", password, invitation.email())
                    .refuse();
        }
        var hash = invitation.known() ? null : Objects.requireNonNull(passwords.encode(password));
        return within(invitation.workspace(), () -> enter(link, invitation, name, hash));
    }

    private void prove(String email, String password, String origin) {
        switch (signIns.signIn(email, password, origin)) {
            case SignIn.Welcome _, SignIn.NoWorkspace _ -> {}
            case SignIn.Wrong _ -> throw new BadInput("password", "invitation.fault.password");
            case SignIn.TooMany tooMany -> throw new BadInput("password", "sign-in.too-many", tooMany.minutes());
        }
    }

    private @Nullable SessionMember enter(Secret link, Invitation invitation, String name, @Nullable String hash) {
        if (!accounts.useLink(link)) {
            return null;
        }
        var known = accounts.byEmail(invitation.email());
        if (hash != null && known != null && known.passwordHash() != null) {
            // Somebody made the account meanwhile; its password isn't ours to replace.
            throw new BadInput("password", "invitation.fault.password");
        }
        var account = hash == null ? Objects.requireNonNull(known).id() : accounts.save(invitation.email(), hash);
        var update = sql.update(MEMBER)
                .set(MEMBER.ACCOUNT_ID, account)
                .set(MEMBER.STATE, MemberState.ACTIVE.id())
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1));
        (hash == null ? update : update.set(MEMBER.NAME, name.strip()))
                .where(MEMBER.ID.eq(invitation.member().value()))
                .execute();
        return SessionMember.of(account, invitation.workspace(), invitation.member());
    }

    private @Nullable Invitation invitation(WorkspaceId workspace, MemberId id) {
        var member = store.find(id);
        if (member == null || member.state() != MemberState.INVITED || member.email() == null) {
            return null;
        }
        var account = accounts.byEmail(member.email());
        var known = account != null && account.passwordHash() != null;
        return new Invitation(workspace, id, workspaces.settings().name(), member.name(), member.email(), known);
    }

    private Secret link(MemberId member) {
        var secret = Secret.random("");
        accounts.saveLink(
                secret, "invitation", member.value(), null, clock.instant().plus(GOOD_FOR));
        return secret;
    }

    private void checkEmail(String email, @Nullable MemberId of) {
        var other = store.byEmail(Emails.normal(email));
        new Faults()
                .email("email", email)
                .unless(other == null || other.id().equals(of), "email", "members.fault.email-taken")
                .refuse();
    }

    private <T> @Nullable T within(WorkspaceId workspace, java.util.function.Supplier<@Nullable T> work) {
        return WorkspaceScope.in(workspace, () -> transactions.execute(_ -> work.get()));
    }
}
