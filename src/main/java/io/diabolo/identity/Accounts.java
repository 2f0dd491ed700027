package io.diabolo.identity;

import io.diabolo.identity.SignIn.NoWorkspace;
import io.diabolo.identity.SignIn.TooMany;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Network;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Addresses and passwords. No transaction spans the hashing, which takes a good part of a second on purpose. */
@Service
class Accounts {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    /** For one address from one network origin, which is a person who mistypes. */
    private static final int MOST_OF_ONE = 5;
    /** For one network origin, which may be a whole office. */
    private static final int MOST_OF_ORIGIN = 60;
    /** For one address from anywhere: guessing by many machines. */
    private static final int MOST_OF_ADDRESS = 100;

    private final AccountStore store;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private @Nullable String nobodysHash;

    Accounts(AccountStore store, PasswordEncoder passwords, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** @param origin the network address from which they come */
    SignIn signIn(String email, String password, String origin) {
        // As exact as the database keeps it, to find it again.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wait = attempt(email, origin, now);
        if (wait != null) {
            return new TooMany(wait);
        }
        var account = store.byEmail(Emails.normal(email));
        var hash = account == null ? null : account.passwordHash();
        // An unknown address costs as much as a known one, so that time doesn't tell which exist.
        var right = passwords.matches(password, hash == null ? nobodysHash() : hash);
        if (account == null || hash == null || !right) {
            return new Wrong();
        }
        store.forgetAttempts(key(email, origin));
        store.takeBackAttempt(key("", origin), now);
        store.takeBackAttempt(key(email, ""), now);
        var memberships = store.memberships(account.id());
        if (memberships.isEmpty()) {
            return new NoWorkspace();
        }
        var first = memberships.getFirst();
        return new Welcome(SessionMember.of(account.id(), first.workspace(), first.member()));
    }

    List<Membership> memberships(UUID account) {
        return store.memberships(account);
    }

    /** How long to wait before something of an account is tried again; null when it may be tried, which is counted. */
    @Nullable
    Duration attemptOn(UUID account, String what) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var until = store.noteAttempt(key(account.toString(), what), now, now.minus(WINDOW), MOST_OF_ONE);
        return until == null ? null : Duration.between(now, until);
    }

    void forgetAttemptsOn(UUID account, String what) {
        store.forgetAttempts(key(account.toString(), what));
    }

    /** Counted like sign-ins of that account from within, so that an unlocked screen is no place to guess. */
    boolean isOwnPassword(UUID account, String password) {
        if (attemptOn(account, "own") != null) {
            throw new BadInput("old", "profile.fault.old-often");
        }
        var hash = store.passwordOf(account);
        var right = hash != null && passwords.matches(password, hash);
        if (right) {
            forgetAttemptsOn(account, "own");
        }
        return right;
    }

    /** How long to wait; null when the attempt may be made, which counts it. */
    private @Nullable Duration attempt(String email, String address, Instant now) {
        var since = now.minus(WINDOW);
        var origin = Network.of(address);
        // The origin first: a stranger's invented addresses aren't even noted once it has had enough.
        var until = store.noteAttempt(key("", origin), now, since, MOST_OF_ORIGIN);
        if (until == null) {
            until = store.noteAttempt(key(email, origin), now, since, MOST_OF_ONE);
        }
        if (until == null) {
            until = store.noteAttempt(key(email, ""), now, since, MOST_OF_ADDRESS);
        }
        return until == null ? null : Duration.between(now, until);
    }

    private static byte[] key(String email, String origin) {
        return Secret.sha256(Emails.normal(email) + "|" + origin);
    }

    private synchronized String nobodysHash() {
        if (nobodysHash == null) {
            nobodysHash = passwords.encode(Secret.random("").text());
        }
        return Objects.requireNonNull(nobodysHash);
    }
}
