package io.diabolo.identity;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** New passwords: chosen by who knows the old one, or with a link that an administrator hands over. */
@Service
class PasswordResets {
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final MemberStore members;
    private final AccountStore accounts;
    private final Accounts signIns;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transactions;
    private final Clock clock;

    PasswordResets(
            MemberStore members,
            AccountStore accounts,
            Accounts signIns,
            Sessions sessions,
            PasswordEncoder passwords,
            TransactionTemplate transactions,
            Clock clock) {
        this.members = members;
        this.accounts = accounts;
        this.signIns = signIns;
        this.sessions = sessions;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return the link's secret. @throws BadInput when the account is another workspace's too */
    @Transactional
    Secret link(MemberId member, Actor me) {
        me.mayAdminister();
        var account = members.account(member);
        if (account == null) {
            throw new NoSuchRecord("member", member);
        }
        if (isElsewhereToo(account)) {
            throw new BadInput("", "members.fault.reset-elsewhere");
        }
        var secret = Secret.random("");
        accounts.saveLink(
                secret, "reset", member.value(), account, clock.instant().plus(GOOD_FOR));
        return secret;
    }

    boolean isGood(Secret link) {
        return target(link) != null;
    }

    /** Null when the link isn't good any more; else all sessions, links, API tokens and passkeys of before have ended. */
    @Transactional
    @Nullable
    SessionMember reset(Secret link, String password) {
        var target = target(link);
        if (target == null) {
            return null;
        }
        new Faults().password("password", password, "").refuse();
        if (!accounts.useLink(link)) {
            return null;
        }
        var account = Objects.requireNonNull(target.account());
        accounts.changePassword(account, Objects.requireNonNull(passwords.encode(password)));
        accounts.revokeKeys(account);
        var membership = accounts.memberships(account).getFirst();
        sessions.endAll(account, membership.member().value());
        return SessionMember.of(account, membership.workspace(), membership.member());
    }

    /**
     * One's own, by who knows the old one. All sessions end, the present one too: the page begins another. Not one
     * transaction, which would uncount a wrong guess again.
     */
    SessionMember change(String old, String password, Actor me) {
        me.mayWrite();
        var account = transactions.execute(_ -> members.account(me.member()));
        if (account == null) {
            throw new NoSuchRecord("account", me.member());
        }
        new Faults()
                .unless(signIns.isOwnPassword(account, old), "old", "profile.fault.old")
                .password("password", password, "")
                .refuse();
        var hash = Objects.requireNonNull(passwords.encode(password));
        transactions.executeWithoutResult(_ -> {
            accounts.changePassword(account, hash);
            sessions.endAll(account, me.member().value());
        });
        return SessionMember.of(account, me.workspace(), me.member());
    }

    /** Ends one's own sessions on every device. */
    @Transactional(readOnly = true)
    void signOutEverywhere(Actor me) {
        sessions.endAll(members.account(me.member()), me.member().value());
    }

    private AccountStore.@Nullable Target target(Secret link) {
        var target = accounts.linkTarget(link);
        var good = target != null
                && target.purpose().equals("reset")
                && target.account() != null
                && accounts.memberships(target.account()).size() == 1;
        return good ? target : null;
    }

    /** An administrator of one workspace gets no key to another: that account's owner alone changes its password. */
    private boolean isElsewhereToo(UUID account) {
        return accounts.memberships(account).size() > 1;
    }
}
