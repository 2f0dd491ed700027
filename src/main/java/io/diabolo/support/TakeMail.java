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
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A mail that came into support's mailbox becomes a ticket, or joins the one that it answers. What a machine sent is never
 * answered: an answer to it could come back for ever.
 */
@Component
class TakeMail implements SharedInbox {
    private final DSLContext sql;
    private final Tickets tickets;
    private final TicketStore store;
    private final Conversation conversation;
    private final BeginTickets beginning;
    private final SupportSettings settings;
    private final ChangeSets changeSets;

    TakeMail(
            DSLContext sql,
            Tickets tickets,
            TicketStore store,
            Conversation conversation,
            BeginTickets beginning,
            SupportSettings settings,
            ChangeSets changeSets) {
        this.sql = sql;
        this.tickets = tickets;
        this.store = store;
        this.conversation = conversation;
        this.beginning = beginning;
        this.settings = settings;
        this.changeSets = changeSets;
    }

    @Override
    public boolean takes(UUID mailbox) {
        return sql.fetchExists(SUPPORT_SETTING, SUPPORT_SETTING.MAILBOX_ID.eq(mailbox));
    }

    /** Those that begin a ticket are written together; one that answers one of them waits for it. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, About> take(List<Incoming> mails) {
        var threads = MailThreads.of(mails, sql);
        var abouts = new LinkedHashMap<UUID, About>();
        var fresh = new LinkedHashMap<UUID, Incoming>();
        for (var mail : mails) {
            if (threads.names(mail, fresh.keySet())) {
                begin(fresh, threads, abouts);
            }
            var answered = threads.ticket(mail);
            if (answered == null
                    && mail.kind() == Incoming.Kind.HUMAN
                    && EmailAddress.of(mail.from()).isPresent()) {
                fresh.put(mail.mail(), mail);
                continue;
            }
            var ticket = one(mail, answered == null ? null : store.find(answered));
            if (ticket != null) {
                threads.became(mail.mail(), ticket);
                abouts.put(mail.mail(), new About("ticket", ticket));
            }
        }
        begin(fresh, threads, abouts);
        return abouts;
    }

    private void begin(Map<UUID, Incoming> fresh, MailThreads threads, Map<UUID, About> abouts) {
        if (fresh.isEmpty()) {
            return;
        }
        beginning.begin(List.copyOf(fresh.values()), me()).tickets().forEach((mail, ticket) -> {
            threads.became(mail, ticket.id());
            abouts.put(mail, new About("ticket", ticket.id()));
        });
        fresh.clear();
    }

    private @Nullable UUID one(Incoming mail, @Nullable Ticket answered) {
        return switch (mail.kind()) {
            case HUMAN -> human(mail, answered);
            case OWN -> own(mail, answered);
            case OUT_OF_OFFICE, AUTOMATIC -> machine(mail, answered);
            case BOUNCE, COMPLAINT -> machine(mail, of(mail.original()));
            case SPAM -> aside(mail, "spam");
        };
    }

    private @Nullable UUID human(Incoming mail, @Nullable Ticket answered) {
        if (EmailAddress.of(mail.from()).isEmpty()) {
            return aside(mail, "nobody");
        }
        var me = me();
        var known = answered == null ? null : survivor(answered);
        if (known != null && known.status() != TicketStatus.CLOSED && isOfIt(known, mail) && isSame(known, mail)) {
            var changeSet = changeSets.open(me, "ticket.updated", known.subject());
            say(known.id(), Message.Kind.INBOUND, mail, changeSet);
            conversation.join(
                    known.id(), BeginTickets.participants(mail, Objects.requireNonNullElse(known.email(), "")));
            tickets.heard(known, mail.at(), mail.mail(), changeSet, me);
            return known.id();
        }
        var begun = beginning.begin(List.of(mail), me);
        var made = Objects.requireNonNull(begun.tickets().get(mail.mail()));
        if (known != null) {
            link(made.id(), known.id(), begun.changeSet());
        }
        return made.id();
    }

    private static boolean isSame(Ticket ticket, Incoming mail) {
        var subject = MailText.plain(mail.subject());
        return subject.isEmpty()
                || subject.toLowerCase(Locale.ROOT)
                        .equals(MailText.plain(ticket.subject()).toLowerCase(Locale.ROOT));
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

    /** What an agent sent with their own program stands in the ticket too. */
    private @Nullable UUID own(Incoming mail, @Nullable Ticket answered) {
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
        conversation.add(MailText.said(ticket, kind, mail), changeSet);
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
