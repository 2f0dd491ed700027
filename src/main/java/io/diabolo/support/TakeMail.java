package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.SUPPORT_SETTING;
import static io.diabolo.jooq.Tables.TICKET_ASIDE;
import static io.diabolo.jooq.Tables.TICKET_LINK;

import io.diabolo.directory.Domain;
import io.diabolo.directory.EmailAddress;
import io.diabolo.mail.Incoming;
import io.diabolo.mail.SharedInbox;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A mail that came into support's mailbox becomes a ticket, or joins the one that it answers. What a machine sent is never
 * answered: an answer to it could come back for ever.
 */
@Component
class TakeMail implements SharedInbox {
    /** What programs put before a subject that is answered or passed on, and the reference that we put behind it. */
    private static final Pattern AROUND = Pattern.compile(
            "(?iu)^\\s*((re|rép?|aw|sv|antw|fwd?|tr|wg|i|rv)\\s*(\\[\\d+])?\\s*:\\s*)+|\\s*\\[T-[0-9A-F]{8}]\\s*");

    /** Of a mail's text stands so much on the ticket itself; all of it in the conversation. */
    private static final int MOST_SHOWN = 10_000;

    private final DSLContext sql;
    private final Tickets tickets;
    private final TicketStore store;
    private final Conversation conversation;
    private final SupportMails mails;
    private final SupportSettings settings;
    private final ChangeSets changeSets;
    /** Later: the records know all types. */
    private final ObjectProvider<Records> records;

    private final ObjectProvider<RecordTypes> types;

    TakeMail(
            DSLContext sql,
            Tickets tickets,
            TicketStore store,
            Conversation conversation,
            SupportMails mails,
            SupportSettings settings,
            ChangeSets changeSets,
            ObjectProvider<Records> records,
            ObjectProvider<RecordTypes> types) {
        this.sql = sql;
        this.tickets = tickets;
        this.store = store;
        this.conversation = conversation;
        this.mails = mails;
        this.settings = settings;
        this.changeSets = changeSets;
        this.records = records;
        this.types = types;
    }

    @Override
    public boolean takes(UUID mailbox) {
        return sql.fetchExists(SUPPORT_SETTING, SUPPORT_SETTING.MAILBOX_ID.eq(mailbox));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable About take(Incoming mail) {
        var ticket = switch (mail.kind()) {
            case HUMAN -> human(mail);
            case OWN -> own(mail);
            case OUT_OF_OFFICE, AUTOMATIC -> machine(mail, thread(mail.named()));
            case BOUNCE, COMPLAINT -> machine(mail, of(mail.original()));
            case SPAM -> aside(mail, "spam");
        };
        return ticket == null ? null : new About("ticket", ticket);
    }

    private @Nullable UUID human(Incoming mail) {
        if (EmailAddress.of(mail.from()).isEmpty()) {
            return aside(mail, "nobody");
        }
        var me = me();
        var answered = thread(mail.named());
        var known = answered == null ? null : survivor(answered);
        if (known != null && known.status() != TicketStatus.CLOSED && isOfIt(known, mail) && isSame(known, mail)) {
            var changeSet = changeSets.open(me, "ticket.updated", known.subject());
            say(known.id(), Message.Kind.INBOUND, mail, changeSet);
            join(known, mail);
            tickets.heard(known, mail.at(), mail.mail(), changeSet, me);
            return known.id();
        }
        var changeSet = changeSets.open(me, "ticket.created", subject(mail));
        var made = create(mail, changeSet, me);
        if (known != null) {
            link(made.id(), known.id(), changeSet);
        }
        // What was acknowledged once isn't acknowledged again: who answers a closed ticket knows us.
        mails.acknowledge(made, mail.mail(), me);
        return made.id();
    }

    private Ticket create(Incoming mail, UUID changeSet, Actor me) {
        var input = new HashMap<String, @Nullable Object>();
        input.put("subject", subject(mail));
        input.put("channel", "mail");
        input.put("opened_at", mail.at().toString());
        input.put("requester_email", mail.from());
        input.put("requester_name", name(mail));
        var id =
                records.getObject().createAlong(types.getObject().byId("ticket").orElseThrow(), input, changeSet, me);
        changeSets.entitle(changeSet, subject(mail));
        say(id, Message.Kind.INBOUND, mail, changeSet);
        var made = store.change(id, changeSet, row -> {
            var text = mail.text().replace("\0", "");
            row.setDescription(text.substring(0, Math.min(MOST_SHOWN, text.length())));
            row.setMailedId(mail.mail());
        });
        join(made, mail);
        return made;
    }

    private static String name(Incoming mail) {
        var name = mail.fromName().isEmpty() ? mail.from() : mail.fromName();
        return name.substring(0, Math.min(200, name.length()));
    }

    private static String subject(Incoming mail) {
        var plain = plain(mail.subject());
        return plain.isEmpty() ? "—" : plain.substring(0, Math.min(500, plain.length()));
    }

    /** Without what programs put around it. */
    static String plain(String subject) {
        return AROUND.matcher(subject.replace('\u00a0', ' ').replace('\u202f', ' '))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static boolean isSame(Ticket ticket, Incoming mail) {
        var subject = plain(mail.subject());
        return subject.isEmpty()
                || subject.toLowerCase(Locale.ROOT)
                        .equals(plain(ticket.subject()).toLowerCase(Locale.ROOT));
    }

    /** Who takes part, or is of the requester's house: a stranger who was given the thread begins one of their own. */
    private boolean isOfIt(Ticket ticket, Incoming mail) {
        var all = new LinkedHashSet<>(conversation.participants(ticket.id()));
        if (ticket.email() != null) {
            all.add(ticket.email());
        }
        if (all.contains(mail.from())) {
            return true;
        }
        var house = Domain.of(mail.from()).map(Domain::text).orElse("");
        return !house.isEmpty()
                && ticket.email() != null
                && house.equals(Domain.of(ticket.email()).map(Domain::text).orElse(""));
    }

    private void join(Ticket ticket, Incoming mail) {
        var all = new LinkedHashSet<>(mail.others());
        all.add(mail.from());
        all.remove(mail.address());
        all.remove(ticket.email());
        conversation.join(ticket.id(), all.stream().limit(30).toList());
    }

    /** What an agent sent with their own program stands in the ticket too. */
    private @Nullable UUID own(Incoming mail) {
        var answered = thread(mail.named());
        if (answered == null) {
            return aside(mail, "loop");
        }
        var me = me();
        var changeSet = changeSets.open(me, "ticket.updated", answered.subject());
        say(answered.id(), Message.Kind.REPLY, mail, changeSet);
        var changed = store.change(answered.id(), changeSet, row -> {
            row.setAwaitingSince(null);
            row.setFirstResponseAt(
                    row.getFirstResponseAt() == null ? mail.at().atOffset(ZoneOffset.UTC) : row.getFirstResponseAt());
        });
        tickets.go(changed, changed.status().isOver() ? changed.status() : TicketStatus.PENDING, changeSet, me);
        return answered.id();
    }

    /** Of a machine: shown where it belongs, and nothing follows from it. */
    private @Nullable UUID machine(Incoming mail, @Nullable Ticket ticket) {
        if (ticket == null) {
            return aside(mail, mail.kind().name().toLowerCase(Locale.ROOT));
        }
        var changeSet = changeSets.open(me(), "ticket.updated", ticket.subject());
        say(ticket.id(), Message.Kind.AUTOMATIC, mail, changeSet);
        store.change(ticket.id(), changeSet, row -> row.setUpdatedAt(store.now()));
        return ticket.id();
    }

    private void say(UUID ticket, Message.Kind kind, Incoming mail, UUID changeSet) {
        conversation.add(
                new Conversation.Said(
                        ticket,
                        kind,
                        null,
                        name(mail),
                        mail.from(),
                        mail.text(),
                        mail.quoted(),
                        mail.html(),
                        mail.mail(),
                        mail.at()),
                changeSet);
    }

    private @Nullable UUID aside(Incoming mail, String why) {
        sql.insertInto(TICKET_ASIDE)
                .set(TICKET_ASIDE.MAIL_ID, mail.mail())
                .set(TICKET_ASIDE.WHY, why)
                .set(TICKET_ASIDE.AT, mail.at().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        return null;
    }

    /** The newest ticket whose mails these are. Reads the index mail_message. */
    private @Nullable Ticket thread(List<String> named) {
        var id = named.isEmpty()
                ? null
                : sql.select(MAIL.ABOUT_ID)
                        .from(MAIL)
                        .where(MAIL.MESSAGE_ID.in(Set.copyOf(named)))
                        .and(MAIL.ABOUT_TYPE.eq("ticket"))
                        .orderBy(MAIL.AT.desc())
                        .limit(1)
                        .fetchOne(MAIL.ABOUT_ID);
        return id == null ? null : store.find(id);
    }

    private @Nullable Ticket of(@Nullable UUID original) {
        var id = original == null
                ? null
                : sql.select(MAIL.ABOUT_ID)
                        .from(MAIL)
                        .where(MAIL.ID.eq(original))
                        .and(MAIL.ABOUT_TYPE.eq("ticket"))
                        .fetchOne(MAIL.ABOUT_ID);
        return id == null ? null : store.find(id);
    }

    /** Into which it was merged, however often. */
    private @Nullable Ticket survivor(Ticket ticket) {
        var one = ticket;
        for (var i = 0; i < 10 && one.joined() != null; i++) {
            var next = store.find(Objects.requireNonNull(one.joined()));
            if (next == null) {
                return one;
            }
            one = next;
        }
        return one;
    }

    private void link(UUID ticket, UUID other, UUID changeSet) {
        sql.insertInto(TICKET_LINK)
                .set(TICKET_LINK.TICKET_ID, ticket)
                .set(TICKET_LINK.OTHER_ID, other)
                .set(TICKET_LINK.KIND, "split")
                .set(TICKET_LINK.CREATED_IN, changeSet)
                .onConflictDoNothing()
                .execute();
    }

    private Actor me() {
        return settings.responsible(Objects.requireNonNull(WorkspaceScope.workspace()));
    }
}
