package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.directory.EmailAddress;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Origin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails that are to leave. They are rows of the caller's transaction: there together with what caused them, or not at all. A
 * task sends them, as soon as their time has come and the mailbox's server takes them.
 */
@Service
public class Outbox {
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_BODY = 200_000;
    static final long MOST_BYTES = 20_000_000;
    private static final int MOST_NAMED = 20;
    private static final int MOST_COPIES = 20;
    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final Allowance allowance;
    private final MailFiles files;
    private final Clock clock;

    Outbox(DSLContext sql, Mailboxes mailboxes, Allowance allowance, MailFiles files, Clock clock) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.allowance = allowance;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Queues a mail, in the caller's transaction. Whether it may be written is looked at now, and again when it leaves.
     *
     * @return {@link Sending.Refused} with the reason; then nothing is written
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Sending put(Letter letter) {
        return put(letter, Origin.RULE);
    }

    /** @param origin through what it was written: what a member wrote by hand counts as their touch */
    @Transactional(propagation = Propagation.MANDATORY)
    public Sending put(Letter letter, Origin origin) {
        var to = EmailAddress.of(letter.to()).map(EmailAddress::text).orElse("");
        var refusal = refusal(letter, to);
        if (refusal != null) {
            return new Sending.Refused(refusal);
        }
        return put(letter, to, mailboxes.sending(letter.from(), letter.purpose()), List.of(), origin);
    }

    /**
     * The same from a mailbox that several write from.
     *
     * @param copies who else gets it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Sending putFrom(UUID mailbox, Letter letter, Collection<String> copies, Origin origin) {
        var to = EmailAddress.of(letter.to()).map(EmailAddress::text).orElse("");
        var refusal = refusal(letter, to);
        if (refusal != null) {
            return new Sending.Refused(refusal);
        }
        var others = copies.stream()
                .map(EmailAddress::of)
                .flatMap(Optional::stream)
                .map(EmailAddress::text)
                .filter(one -> !one.equals(to))
                .distinct()
                .limit(MOST_COPIES)
                .toList();
        return put(letter, to, mailboxes.find(mailbox), others, origin);
    }

    /**
     * Many that Diabolo writes by itself, written down together.
     *
     * @return for each letter, in their order, what {@link #putFrom} would say
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Sending> putAllFrom(UUID mailbox, List<Letter> letters, Origin origin) {
        var box = mailboxes.find(mailbox);
        var to = letters.stream()
                .map(letter ->
                        EmailAddress.of(letter.to()).map(EmailAddress::text).orElse(""))
                .toList();
        var unreachable = allowance.unreachable(to);
        var answered = find(
                letters.stream().map(Letter::inReplyTo).filter(Objects::nonNull).toList());
        var rows = new ArrayList<MailRecord>();
        var all = new ArrayList<Sending>();
        for (var at = 0; at < letters.size(); at++) {
            var letter = letters.get(at);
            if (box == null) {
                all.add(new Sending.Refused("mail.refused.no-mailbox"));
                continue;
            }
            var refusal = refusal(letter, to.get(at), unreachable);
            if (refusal != null) {
                all.add(new Sending.Refused(refusal));
                continue;
            }
            var id = UUID.randomUUID();
            var row = row(id, letter, to.get(at), box, answered(letter, answered), origin);
            row.setCopies(new String[0]);
            rows.add(row);
            all.add(new Sending.Queued(id));
        }
        sql.batchInsert(rows).execute();
        for (var at = 0; at < letters.size(); at++) {
            if (all.get(at) instanceof Sending.Queued(var id)) {
                files.attach(id, letters.get(at).attachments());
            }
        }
        return all;
    }

    private static @Nullable MailRecord answered(Letter letter, Map<UUID, MailRecord> known) {
        return letter.inReplyTo() == null ? null : known.get(letter.inReplyTo());
    }

    /** @param unreachable what is known of all addresses already */
    private @Nullable String refusal(Letter letter, String to, Set<String> unreachable) {
        return unreachable.contains(to)
                ? "mail.refused.unreachable"
                : letter.purpose() == MailPurpose.PROSPECTING ? refusal(letter, to) : wrong(letter, to);
    }

    private Sending put(Letter letter, String to, @Nullable Mailbox mailbox, List<String> copies, Origin origin) {
        if (mailbox == null) {
            return new Sending.Refused("mail.refused.no-mailbox");
        }
        var id = UUID.randomUUID();
        var answered = letter.inReplyTo() == null ? null : find(letter.inReplyTo());
        var row = row(id, letter, to, mailbox, answered, origin);
        row.setCopies(copies.toArray(String[]::new));
        row.store();
        files.attach(id, letter.attachments());
        return new Sending.Queued(id);
    }

    private @Nullable String refusal(Letter letter, String to) {
        var wrong = wrong(letter, to);
        return wrong != null ? wrong : allowance.refusal(letter.purpose(), letter.person(), to);
    }

    /** What is wrong with the letter itself. */
    private static @Nullable String wrong(Letter letter, String to) {
        if (to.isEmpty()) {
            return "mail.refused.address";
        }
        if (letter.subject().isBlank() || letter.body().isBlank()) {
            return "mail.refused.empty";
        }
        if (letter.subject().length() > LONGEST_SUBJECT
                || letter.body().length() > LONGEST_BODY
                || letter.attachments().stream()
                                .mapToLong(one -> one.content().length)
                                .sum()
                        > MOST_BYTES) {
            return "mail.refused.too-large";
        }
        return null;
    }

    private MailRecord row(
            UUID id, Letter letter, String to, Mailbox mailbox, @Nullable MailRecord answered, Origin origin) {
        var row = sql.newRecord(MAIL);
        row.setId(id);
        row.setMailboxId(mailbox.id());
        row.setMemberId(letter.from().value());
        row.setDirection("outbound");
        row.setState("waiting");
        row.setPurpose(letter.purpose().id());
        row.setOrigin(origin.id());
        row.setPersonId(letter.person());
        if (letter.aboutType() != null && !letter.aboutType().equals("person")) {
            row.setAboutType(letter.aboutType());
            row.setAboutId(letter.about());
        }
        row.setFromAddress(mailbox.address());
        row.setToAddress(to);
        row.setSubject(Said.plain(letter.subject()));
        row.setBody(letter.body().replace("\0", "").replace("\r\n", "\n").strip());
        row.setPrivacy(mailbox.privacy().id());
        row.setMessageId("<" + id + "@" + mailbox.domain() + ">");
        row.setThreadId(id);
        row.setNamed(new String[0]);
        if (answered != null) {
            answer(row, answered);
        }
        row.setUnsubscribe(UUID.randomUUID());
        row.setNotBefore(Mailboxes.utc(letter.notBefore()));
        row.setNextAt(Mailboxes.utc(letter.notBefore()));
        row.setAt(Mailboxes.utc(clock.instant()));
        return row;
    }

    private static void answer(MailRecord row, MailRecord answered) {
        row.setThreadId(answered.getThreadId());
        row.setInReplyTo(answered.getMessageId());
        var named = new ArrayList<>(List.of(answered.getNamed()));
        named.add(answered.getMessageId());
        row.setNamed(named.subList(Math.max(0, named.size() - MOST_NAMED), named.size())
                .toArray(String[]::new));
        if (row.getAboutType() == null) {
            row.setAboutType(answered.getAboutType());
            row.setAboutId(answered.getAboutId());
        }
        row.setReplyTo(answered.getId());
    }

    private Map<UUID, MailRecord> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sql.select(MAIL.ID, MAIL.THREAD_ID, MAIL.MESSAGE_ID, MAIL.NAMED, MAIL.ABOUT_TYPE, MAIL.ABOUT_ID)
                        .from(MAIL)
                        .where(MAIL.ID.in(ids))
                        .fetchInto(MAIL)
                        .intoMap(MAIL.ID);
    }

    private @Nullable MailRecord find(UUID id) {
        return sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchOne();
    }

    /** @return false when it has left, is leaving, or never was there: then it stays as it is */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(UUID mail) {
        return sql.update(MAIL)
                        .set(MAIL.STATE, "withdrawn")
                        .setNull(MAIL.NEXT_AT)
                        .where(MAIL.ID.eq(mail))
                        .and(MAIL.STATE.eq("waiting"))
                        .execute()
                == 1;
    }
}
