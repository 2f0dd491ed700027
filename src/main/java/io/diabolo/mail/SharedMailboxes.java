package io.diabolo.mail;

import io.diabolo.platform.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mailboxes that more than their member read. Only its member opens one to others: what is in it is theirs until then. */
@Service
public class SharedMailboxes {
    private final Mailboxes mailboxes;

    SharedMailboxes(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** @param member whose it is */
    public record Box(UUID id, String address, io.diabolo.platform.MemberId member) {}

    /** One's own; null while one has none. */
    @Transactional(readOnly = true)
    public @Nullable Box own(Actor me) {
        return box(mailboxes.of(me.member()));
    }

    /** Null when it is gone. */
    @Transactional(readOnly = true)
    public @Nullable Box find(UUID id) {
        return box(mailboxes.find(id));
    }

    private static @Nullable Box box(@Nullable Mailbox mailbox) {
        return mailbox == null ? null : new Box(mailbox.id(), mailbox.address(), mailbox.member());
    }
}
