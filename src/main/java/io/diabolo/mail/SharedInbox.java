package io.diabolo.mail;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whoever takes all that comes into a mailbox, also from people whom nobody here knows, such as support. A bean; it works in
 * the transaction that keeps the mails, so that all of them are there or none.
 */
public interface SharedInbox {
    boolean takes(UUID mailbox);

    /**
     * Takes what was kept together.
     *
     * @param mails in the order in which they came; one may answer another
     * @return what each is about from now on, by the mail's id; without an entry it is about nothing
     */
    Map<UUID, About> take(List<Incoming> mails);

    /** @param type a record type, with {@code id} */
    record About(String type, UUID id) {}
}
