package io.diabolo.identity;

import java.time.Duration;

/** The answer to an address and a password. */
sealed interface SignIn {
    record Welcome(SessionMember member) implements SignIn {}

    /** Unknown address or wrong password; which of them isn't said. */
    record Wrong() implements SignIn {}

    /** The password is right but every workspace was left. */
    record NoWorkspace() implements SignIn {}

    /** Too many attempts; nothing was looked at. */
    record TooMany(Duration pause) implements SignIn {
        /** Whole minutes, rounded up, so that who waits as told gets in. */
        long minutes() {
            return Math.max(1, (pause.toSeconds() + 59) / 60);
        }
    }
}
