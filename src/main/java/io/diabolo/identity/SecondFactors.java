package io.diabolo.identity;

import io.diabolo.identity.SignIn.TooMany;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second factor of an account: one-time codes of a telephone, and recovery codes for when it is lost. It belongs to
 * the person, so all their workspaces ask for it.
 */
@Service
class SecondFactors {
    private final SecondFactorStore store;
    private final Seal seal;
    private final Accounts accounts;
    private final MemberStore members;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SecondFactors(
            SecondFactorStore store,
            Seal seal,
            Accounts accounts,
            MemberStore members,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.seal = seal;
        this.accounts = accounts;
        this.members = members;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * How it stands with one's own.
     *
     * @param key the key to hand to the telephone, only while it waits to be confirmed
     * @param codesLeft recovery codes not yet used
     */
    record Standing(boolean on, byte @Nullable [] key, int codesLeft) {}

    boolean isOn(UUID account) {
        var kept = store.find(account);
        return kept != null && kept.confirmed();
    }

    Standing standing(Actor me) {
        var account = own(me);
        var kept = account == null ? null : store.find(account);
        if (kept == null) {
            return new Standing(false, null, 0);
        }
        return kept.confirmed()
                ? new Standing(true, null, kept.codesLeft())
                : new Standing(false, seal.open(kept.sealed()), 0);
    }

    /** Makes a key that waits to be confirmed; asked again it makes another, unless it is in use. */
    void begin(Actor me) {
        store.begin(account(me), seal.close(OneTimeCodes.newKey()));
    }

    /**
     * Takes it into use, by a code that shows that the telephone has the key.
     *
     * @return the recovery codes, shown once
     */
    List<String> confirm(String code, Actor me) {
        var account = account(me);
        if (accounts.attemptOn(account, "second-factor") != null) {
            throw new BadInput("code", "second-factor.fault.often");
        }
        var kept = store.find(account);
        if (kept == null || kept.confirmed() || !takes(account, kept, digits(code))) {
            throw new BadInput("code", "second-factor.fault.code");
        }
        accounts.forgetAttemptsOn(account, "second-factor");
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (!store.confirm(account, clock.instant())) {
                throw new BadInput("code", "second-factor.fault.code");
            }
            return newCodes(account);
        }));
    }

    /** The second step of a sign-in: a code of the telephone, or one of the recovery codes. */
    SignIn show(SessionMember member, String code) {
        var account = Objects.requireNonNull(member.account());
        var wait = accounts.attemptOn(account, "second-factor");
        if (wait != null) {
            return new TooMany(wait);
        }
        // Recovery codes need no application key: they help when that is lost, too.
        var right = digits(code).length() == 6 && digits(code).equals(code.replaceAll("\\s", ""))
                ? takes(account, store.find(account), digits(code))
                : store.useCode(account, RecoveryCodes.hash(account, code), clock.instant());
        if (!right) {
            return new Wrong();
        }
        accounts.forgetAttemptsOn(account, "second-factor");
        return new Welcome(member.asProven());
    }

    /** Others than those of before, which end. */
    List<String> replaceCodes(String password, Actor me) {
        var account = knowing(password, me);
        if (!isOn(account)) {
            throw new BadInput("old", "second-factor.fault.off");
        }
        return Objects.requireNonNull(transactions.execute(_ -> newCodes(account)));
    }

    void switchOff(String password, Actor me) {
        store.remove(knowing(password, me));
    }

    /** For a member who has lost telephone and codes. @throws BadInput when the account is another workspace's too */
    void reset(MemberId id, Actor me) {
        me.mayAdminister();
        transactions.executeWithoutResult(_ -> {
            var member = members.find(id);
            var account = members.account(id);
            if (member == null || account == null) {
                throw new NoSuchRecord("member", id);
            }
            if (accounts.memberships(account).size() > 1) {
                throw new BadInput("", "members.fault.factor-elsewhere");
            }
            store.remove(account);
            events.publishEvent(new AccessChanged(me, "member.factor-reset", member.name()));
        });
    }

    private List<String> newCodes(UUID account) {
        var codes = RecoveryCodes.fresh();
        store.replaceCodes(account, codes);
        return codes;
    }

    private boolean takes(UUID account, SecondFactorStore.@Nullable Kept kept, String code) {
        if (kept == null) {
            return false;
        }
        var step = OneTimeCodes.step(seal.open(kept.sealed()), code, clock.instant());
        return step != OneTimeCodes.NONE && store.take(account, step);
    }

    private UUID knowing(String password, Actor me) {
        me.mayWrite();
        var account = account(me);
        if (!accounts.isOwnPassword(account, password)) {
            throw new BadInput("old", "profile.fault.old");
        }
        return account;
    }

    private UUID account(Actor me) {
        me.mayWrite();
        var account = own(me);
        if (account == null) {
            throw new NoSuchRecord("account", me.member());
        }
        return account;
    }

    private @Nullable UUID own(Actor me) {
        return transactions.execute(_ -> members.account(me.member()));
    }

    private static String digits(String code) {
        return code.replaceAll("\\D", "");
    }
}
