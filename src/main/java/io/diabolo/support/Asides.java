package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.TICKET_ASIDE;

import io.diabolo.directory.EmailAddress;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails that came into the shared mailbox and are nobody's request; whoever sees more in one makes a ticket of it. */
@Service
class Asides {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Conversation conversation;
    private final TicketStore store;
    private final ChangeSets changeSets;

    Asides(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Conversation conversation,
            TicketStore store,
            ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.conversation = conversation;
        this.store = store;
        this.changeSets = changeSets;
    }

    /** @param why as the text {@code ticket.aside.<why>} */
    record Aside(UUID id, String from, String subject, String why, Instant at) {}

    /** Reads the index ticket_aside_newest. */
    @Transactional(readOnly = true)
    public List<Aside> newest(int limit) {
        return sql.select(TICKET_ASIDE.ID, MAIL.FROM_ADDRESS, MAIL.SUBJECT, TICKET_ASIDE.WHY, TICKET_ASIDE.AT)
                .from(TICKET_ASIDE)
                .join(MAIL)
                .on(MAIL.WORKSPACE_ID.eq(TICKET_ASIDE.WORKSPACE_ID))
                .and(MAIL.ID.eq(TICKET_ASIDE.MAIL_ID))
                .where(TICKET_ASIDE.TICKET_ID.isNull())
                .orderBy(TICKET_ASIDE.AT.desc(), TICKET_ASIDE.ID.desc())
                .limit(limit)
                .fetch(row -> new Aside(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().toInstant()));
    }

    /** It is a request after all; nothing is said to its sender by that. */
    @Transactional
    public UUID free(UUID aside, Actor me) {
        SupportRights.answer(me);
        var row = sql.selectFrom(TICKET_ASIDE)
                .where(TICKET_ASIDE.ID.eq(aside))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            throw new NoSuchRecord("mail", aside);
        }
        if (row.getTicketId() != null) {
            return row.getTicketId();
        }
        var mail = sql.selectFrom(MAIL).where(MAIL.ID.eq(row.getMailId())).fetchSingle();
        var subject = MailText.plain(mail.getSubject());
        var changeSet = changeSets.open(me, "ticket.created", subject);
        var input = new HashMap<String, @Nullable Object>();
        input.put("subject", subject.isEmpty() ? "—" : subject.substring(0, Math.min(500, subject.length())));
        input.put("channel", "mail");
        input.put("opened_at", mail.getAt().toInstant().toString());
        input.put(
                "requester_email",
                EmailAddress.of(mail.getFromAddress()).map(EmailAddress::text).orElse(null));
        input.put("requester_name", mail.getFromAddress());
        var id = records.createAlong(types.byId("ticket").orElseThrow(), input, changeSet, me);
        conversation.add(
                new Conversation.Said(
                        id,
                        Message.Kind.INBOUND,
                        null,
                        mail.getFromAddress(),
                        mail.getFromAddress(),
                        mail.getBody(),
                        mail.getQuoted(),
                        mail.getHtml(),
                        mail.getId(),
                        mail.getAt().toInstant()),
                changeSet);
        store.change(id, changeSet, ticket -> ticket.setMailedId(mail.getId()));
        sql.update(TICKET_ASIDE)
                .set(TICKET_ASIDE.TICKET_ID, id)
                .where(TICKET_ASIDE.ID.eq(aside))
                .execute();
        // What its sender writes next belongs here.
        sql.update(MAIL)
                .set(MAIL.ABOUT_TYPE, "ticket")
                .set(MAIL.ABOUT_ID, id)
                .where(MAIL.ID.eq(mail.getId()))
                .execute();
        return id;
    }
}
