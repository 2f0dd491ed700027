package io.diabolo.support;

import static io.diabolo.jooq.Tables.SUPPORT_LINK;
import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.directory.EmailAddress;
import io.diabolo.mail.Attachment;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a customer does without an account: asks, reads what was answered, answers, and says that it is done. */
@Service
class Portal {
    static final int LONGEST = 20_000;
    private static final int SHOWN = 100;
    private static final Duration GOOD_FOR = Duration.ofDays(7);
    private final DSLContext sql;
    private final SupportSettings settings;
    private final SupportMails mails;
    private final SupportAddress address;
    private final TicketStore store;
    private final Tickets tickets;
    private final Conversation conversation;
    private final Face face;

    /** The faces of other modules by which what was asked is written. */
    @org.springframework.stereotype.Component
    record Face(Records records, RecordTypes types, ChangeSets changeSets, TicketFiles files, Clock clock) {}

    Portal(
            DSLContext sql,
            SupportSettings settings,
            SupportMails mails,
            SupportAddress address,
            TicketStore store,
            Tickets tickets,
            Conversation conversation,
            Face face) {
        this.sql = sql;
        this.settings = settings;
        this.mails = mails;
        this.address = address;
        this.store = store;
        this.tickets = tickets;
        this.conversation = conversation;
        this.face = face;
    }

    /** A question as it was asked. */
    record Asked(String name, String email, String subject, String body, Locale locale, List<Attachment> files) {}

    /** @throws NoSuchRecord unless these are the workspace's public pages */
    @Transactional(readOnly = true)
    public void open(SupportLink key) {
        if (!key.text().equals(settings.get().publicKey())) {
            throw new NoSuchRecord("help", "unknown");
        }
    }

    /** Somebody asks through a page; whether the address is theirs nobody knows, so nothing of others is shown for it. */
    @Transactional
    public Ticket ask(SupportLink key, Asked asked, String channel) {
        var email = EmailAddress.of(asked.email())
                .map(EmailAddress::text)
                .orElseThrow(() -> new BadInput("email", "help.fault.email"));
        if (asked.subject().isBlank()) {
            throw new BadInput("subject", "ticket.fault.subject");
        }
        if (asked.body().isBlank()) {
            throw new BadInput("body", "ticket.fault.empty");
        }
        TicketFiles.check(asked.files());
        var me = settings.responsible(key.workspace());
        var changeSet = face.changeSets().open(me, "ticket.created", asked.subject());
        var input = new HashMap<String, @Nullable Object>();
        input.put("subject", asked.subject());
        input.put("description", asked.body());
        input.put("channel", channel);
        input.put("requester_email", email);
        input.put("requester_name", asked.name().isBlank() ? email : asked.name());
        input.put("language", asked.locale().getLanguage().equals("fr") ? "fr" : "en");
        var id = face.records().createAlong(face.types().byId("ticket").orElseThrow(), input, changeSet, me);
        if (!asked.files().isEmpty()) {
            face.files().keep(conversation.first(id), asked.files(), changeSet);
        }
        var made = store.get(id);
        var mail = mails.acknowledge(made, me);
        if (mail != null) {
            store.change(id, changeSet, row -> row.setMailedId(mail));
        }
        return made;
    }

    /** Mails the way in, whoever asks: the page says the same for an address that nobody here knows. */
    @Transactional
    public void sendLink(SupportLink key, String typed, Locale locale) {
        var email = EmailAddress.of(typed).map(EmailAddress::text).orElse(null);
        var site = address.mailed();
        if (email == null || site == null || !sql.fetchExists(TICKET, TICKET.REQUESTER_EMAIL.eq(email))) {
            return;
        }
        var link = SupportLink.secret(key.workspace());
        var me = settings.responsible(key.workspace());
        if (mails.sendPortal(email, site + "/my-requests/" + link.text(), locale, me)) {
            keep(link, email);
        }
    }

    void keep(SupportLink link, String email) {
        sql.insertInto(SUPPORT_LINK)
                .set(SUPPORT_LINK.HASH, link.hash())
                .set(SUPPORT_LINK.KIND, "portal")
                .set(SUPPORT_LINK.ADDRESS, email)
                .set(SUPPORT_LINK.CREATED_AT, now())
                .set(SUPPORT_LINK.EXPIRES_AT, now().plus(GOOD_FOR))
                .execute();
    }

    /** Whose requests the link shows. @throws NoSuchRecord when it is no longer good, or never was */
    @Transactional(readOnly = true)
    public String enter(SupportLink link) {
        var found = sql.select(SUPPORT_LINK.ADDRESS)
                .from(SUPPORT_LINK)
                .where(SUPPORT_LINK.HASH.eq(link.hash()))
                .and(SUPPORT_LINK.KIND.eq("portal"))
                .and(SUPPORT_LINK.EXPIRES_AT.gt(now()))
                .fetchOne(SUPPORT_LINK.ADDRESS);
        if (found == null) {
            throw new NoSuchRecord("portal", "unknown");
        }
        return found;
    }

    /** One's own, the newest on top. Reads the index ticket_of_address. */
    @Transactional(readOnly = true)
    public List<Ticket> of(SupportLink link) {
        return sql.selectFrom(TICKET)
                .where(TICKET.REQUESTER_EMAIL.eq(enter(link)))
                .and(TICKET.DELETED_AT.isNull())
                .and(TICKET.JOINED_ID.isNull())
                .orderBy(TICKET.CREATED_AT.desc())
                .limit(SHOWN)
                .fetch(Ticket::of);
    }

    /** @throws NoSuchRecord also for another's */
    @Transactional(readOnly = true)
    public Ticket one(SupportLink link, UUID id) {
        var email = enter(link);
        var ticket = store.get(id);
        if (!email.equals(ticket.email())) {
            throw new NoSuchRecord("ticket", id);
        }
        return ticket;
    }

    /** What was said between us: what agents note among themselves stays with them. */
    @Transactional(readOnly = true)
    public List<Message> said(SupportLink link, UUID id) {
        return conversation.of(one(link, id).id()).stream()
                .filter(message -> message.kind().isShared())
                .toList();
    }

    @Transactional
    public void reply(SupportLink link, UUID id, String body, List<Attachment> files) {
        var words = body.replace("\0", "").strip();
        if (words.isEmpty()) {
            throw new BadInput("body", "ticket.fault.empty");
        }
        TicketFiles.check(files);
        var ticket = store.lock(one(link, id).id());
        if (ticket.status() == TicketStatus.CLOSED) {
            throw new BadInput("body", "portal.fault.closed");
        }
        var me = settings.responsible(link.workspace());
        var changeSet = face.changeSets().open(me, "ticket.updated", ticket.subject());
        conversation.add(
                new Conversation.Said(
                        id,
                        Message.Kind.INBOUND,
                        null,
                        ticket.name() == null ? "" : ticket.name(),
                        ticket.email() == null ? "" : ticket.email(),
                        words.substring(0, Math.min(LONGEST, words.length())),
                        "",
                        null,
                        null,
                        face.clock().instant()),
                files,
                changeSet);
        tickets.heard(ticket, face.clock().instant(), null, changeSet, me);
    }

    /** The customer says that it is done. */
    @Transactional
    public void close(SupportLink link, UUID id) {
        var ticket = store.lock(one(link, id).id());
        if (ticket.status().isOver()) {
            return;
        }
        Actor me = settings.responsible(link.workspace());
        var changeSet = face.changeSets().open(me, "ticket.updated", ticket.subject());
        tickets.go(ticket, TicketStatus.SOLVED, changeSet, me);
    }

    /** The link leads nowhere from now on. */
    @Transactional
    public void leave(SupportLink link) {
        sql.deleteFrom(SUPPORT_LINK)
                .where(SUPPORT_LINK.HASH.eq(link.hash()))
                .and(SUPPORT_LINK.KIND.eq("portal"))
                .execute();
    }

    private OffsetDateTime now() {
        return face.clock().instant().atOffset(ZoneOffset.UTC);
    }
}
