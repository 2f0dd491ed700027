package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails as members read and write them. Who sees a record sees its mails, with as many words as their mailboxes let others read. */
@Service
class Mails {
    private static final int SHOWN = 50;
    private final DSLContext sql;
    private final Outbox outbox;
    private final Records records;
    private final RecordTypes types;
    private final MailFiles files;
    private final Clock clock;

    Mails(DSLContext sql, Outbox outbox, Records records, RecordTypes types, MailFiles files, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.records = records;
        this.types = types;
        this.files = files;
        this.clock = clock;
    }

    /**
     * What a member writes.
     *
     * @param about a lead that it is about; null: none
     * @param answered the mail that it answers; null: none
     * @param notBefore null: now
     */
    record Written(
            @Nullable UUID person,
            @Nullable UUID about,
            @Nullable UUID answered,
            String to,
            String subject,
            String body,
            MailPurpose purpose,
            @Nullable Instant notBefore,
            List<Attachment> attachments) {}

    /** @throws NoSuchRecord also if {@code me} can see neither the mailbox nor the record that it belongs to */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public MailView get(UUID id, Actor me) {
        var row = rows(MAIL.ID.eq(id), 1).stream().findFirst().orElseThrow(() -> new NoSuchRecord("mail", id));
        if (!isOwn(row, me) && !seesRecord(row, me)) {
            throw new NoSuchRecord("mail", id);
        }
        return view(row, me);
    }

    /** The other mails of its thread that the reader may see, the oldest first. Reads the index mail_thread. */
    @Transactional(readOnly = true)
    public List<MailView> thread(MailView mail, Actor me) {
        return rows(MAIL.THREAD_ID.eq(mail.thread()).and(MAIL.ID.ne(mail.id())), SHOWN).stream()
                .filter(row -> isOwn(row, me) || seesRecord(row, me))
                .map(row -> view(row, me))
                .toList()
                .reversed();
    }

    /** Of a person or a lead, the newest first. @throws NoSuchRecord also if {@code me} can't see the record */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<MailView> of(String type, UUID id, Actor me) {
        records.get(types.byId(type).orElseThrow(() -> new NoSuchRecord(type, id)), id, me);
        var which = type.equals("person")
                ? MAIL.PERSON_ID.eq(id)
                : MAIL.ABOUT_ID.eq(id).and(MAIL.ABOUT_TYPE.eq(type));
        return rows(which, SHOWN).stream().map(row -> view(row, me)).toList();
    }

    private List<Record> rows(Condition which, int limit) {
        return List.copyOf(sql.select(MAIL.fields())
                .select(MEMBER.NAME, PERSON.NAME)
                .from(MAIL)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(MAIL.WORKSPACE_ID))
                .and(MEMBER.ID.eq(MAIL.MEMBER_ID))
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(MAIL.WORKSPACE_ID))
                .and(PERSON.ID.eq(MAIL.PERSON_ID))
                .where(which)
                .orderBy(MAIL.AT.desc(), MAIL.ID.desc())
                .limit(limit)
                .fetch());
    }

    private static boolean isOwn(Record row, Actor me) {
        return row.get(MAIL.MEMBER_ID).equals(me.member().value());
    }

    private boolean seesRecord(Record row, Actor me) {
        var person = row.get(MAIL.PERSON_ID);
        var type = row.get(MAIL.ABOUT_TYPE);
        return (person != null && sees("person", person, me))
                || (type != null
                        && row.get(MAIL.ABOUT_ID) != null
                        && types.byId(type).isPresent()
                        && sees(type, row.get(MAIL.ABOUT_ID), me));
    }

    private boolean sees(String type, UUID id, Actor me) {
        try {
            records.get(types.byId(type).orElseThrow(), id, me);
            return true;
        } catch (NoSuchRecord _) {
            return false;
        }
    }

    private MailView view(Record row, Actor me) {
        var own = isOwn(row, me);
        var level = own ? MailPrivacy.ALL : MailPrivacy.of(row.get(MAIL.PRIVACY));
        return new MailView(
                row.get(MAIL.ID),
                own,
                row.get(MAIL.DIRECTION).equals("inbound"),
                row.get(MAIL.STATE),
                row.get(MAIL.KIND),
                row.get(MAIL.PURPOSE),
                row.get(MAIL.FROM_ADDRESS),
                row.get(MAIL.TO_ADDRESS),
                level.showsSubject() ? row.get(MAIL.SUBJECT) : null,
                level.showsText() ? row.get(MAIL.BODY) : null,
                level.showsText() ? row.get(MAIL.QUOTED) : "",
                level.showsText() ? row.get(MAIL.HTML) : null,
                level.showsText() ? row.get(MAIL.FOOTER) : "",
                row.get(MAIL.THREAD_ID),
                Objects.toString(row.get(MEMBER.NAME), ""),
                row.get(MAIL.PERSON_ID),
                Objects.toString(row.get(PERSON.NAME), ""),
                row.get(MAIL.ABOUT_TYPE),
                row.get(MAIL.ABOUT_ID),
                row.get(MAIL.AT).toInstant(),
                instant(row.get(MAIL.SENT_AT)),
                row.get(MAIL.STATE).equals("waiting") ? instant(row.get(MAIL.NEXT_AT)) : null,
                row.get(MAIL.BOUNCE),
                row.get(MAIL.FAULT),
                own ? row.get(MAIL.FAULT_SAID) : null,
                level.showsText() ? files.of(row.get(MAIL.ID)) : List.of());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /**
     * Queues what a member wrote, from their own mailbox.
     *
     * @throws BadInput with the reason where it may not be sent
     * @throws NoSuchRecord also if {@code me} can't see the person, the lead or the mail answered
     */
    @Transactional
    public UUID write(Written written, Actor me) {
        me.mayWrite();
        if (written.person() != null) {
            records.get(types.byId("person").orElseThrow(), written.person(), me);
        }
        if (written.about() != null) {
            records.get(types.byId("lead").orElseThrow(), written.about(), me);
        }
        var answered = written.answered() == null ? null : get(written.answered(), me);
        if (answered != null && !answered.own()) {
            throw new NoSuchRecord("mail", answered.id());
        }
        return switch (outbox.put(letter(written, answered, me), me.origin())) {
            case Sending.Queued(var id) -> id;
            case Sending.Refused(var reason) -> throw new BadInput(field(reason), reason);
        };
    }

    private Letter letter(Written written, @Nullable MailView answered, Actor me) {
        // Writing once more to somebody who hasn't answered isn't a reply, whatever it is called.
        var purpose = written.purpose() == MailPurpose.REPLY && (answered == null || !answered.inbound())
                ? MailPurpose.PROSPECTING
                : written.purpose();
        var notBefore = written.notBefore();
        return new Letter(
                me.member(),
                written.person(),
                written.to(),
                written.subject(),
                written.body(),
                purpose,
                written.about() == null ? null : "lead",
                written.about(),
                notBefore == null ? clock.instant() : notBefore,
                written.answered(),
                written.attachments());
    }

    /** Where a form says it. */
    private static String field(String reason) {
        return switch (reason) {
            case "mail.refused.empty", "mail.refused.too-large" -> "body";
            default -> "to";
        };
    }

    /** @return false when it has left already @throws NoSuchRecord when it isn't {@code me}'s */
    @Transactional
    public boolean withdraw(UUID id, Actor me) {
        me.mayWrite();
        if (!get(id, me).own()) {
            throw new NoSuchRecord("mail", id);
        }
        return outbox.withdraw(id);
    }
}
