package io.diabolo.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever takes all that comes into a mailbox, also from people whom nobody here knows, such as support. A bean; it works in
 * the transaction that keeps the mail, so that both are there or neither.
 */
public interface SharedInbox {
    boolean takes(UUID mailbox);

    /** @return what the mail is about from now on; null where it is about nothing */
    @Nullable
    About take(Incoming mail);

    /** @param type a record type, with {@code id} */
    record About(String type, UUID id) {}
}
