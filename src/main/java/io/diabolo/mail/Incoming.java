package io.diabolo.mail;

import io.diabolo.mail.reading.ReadMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came into a shared mailbox, or was sent from it by another program.
 *
 * @param mail its id in Diabolo
 * @param address the mailbox's own
 * @param named the ids of mails that it says it belongs to, with their angle brackets
 * @param from in lower case; empty where there is none
 * @param fromName as its sender calls themselves; may be empty
 * @param others who else got it, in lower case, without the mailbox itself
 * @param text without what it quotes
 * @param html sanitised; null where there is none
 * @param original of a report: the mail of ours that it is about; null where it isn't known
 */
public record Incoming(
        UUID mail,
        UUID mailbox,
        String address,
        Kind kind,
        List<String> named,
        String from,
        String fromName,
        List<String> others,
        String subject,
        String text,
        String quoted,
        @Nullable String html,
        Instant at,
        @Nullable UUID original) {
    static Incoming of(UUID id, Mailbox mailbox, ReadMail read, Instant at, @Nullable UUID original) {
        return new Incoming(
                id,
                mailbox.id(),
                mailbox.address(),
                kind(mailbox, read),
                ids(read),
                read.from(),
                read.fromName(),
                read.to().stream().filter(one -> !one.equals(mailbox.address())).toList(),
                read.subject(),
                read.text(),
                read.quoted(),
                read.html(),
                at,
                original);
    }

    /** Of the mails that it says it belongs to. */
    static List<String> ids(ReadMail read) {
        var ids = new ArrayList<>(read.references());
        if (read.inReplyTo() != null) {
            ids.add(read.inReplyTo());
        }
        return ids;
    }

    private static Kind kind(Mailbox mailbox, ReadMail read) {
        return switch (read.kind()) {
            case BOUNCE -> Kind.BOUNCE;
            case COMPLAINT -> Kind.COMPLAINT;
            case OUT_OF_OFFICE -> Kind.OUT_OF_OFFICE;
            case AUTOMATIC -> Kind.AUTOMATIC;
            case HUMAN -> read.spam() ? Kind.SPAM : read.from().equals(mailbox.address()) ? Kind.OWN : Kind.HUMAN;
        };
    }

    /** Only {@link #HUMAN} is ever answered. */
    public enum Kind {
        HUMAN,
        /** Sent from the mailbox itself with another program. */
        OWN,
        OUT_OF_OFFICE,
        AUTOMATIC,
        BOUNCE,
        COMPLAINT,
        SPAM
    }
}
