package io.diabolo.mail;

/** There is nothing to sign in to the mailbox with (any more). */
final class CannotSignIn extends RuntimeException {
    CannotSignIn(String said) {
        super(said);
    }

    CannotSignIn(String said, Throwable cause) {
        super(said, cause);
    }
}
