package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.mail.Incoming;
import io.diabolo.platform.Actor;
import io.diabolo.records.ChangeSets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Mails that begin tickets, many at once: one command and one change set, with all that a single one gets. */
@Component
class BeginTickets {
    /** Of a mail's text stands so much on the ticket itself; all of it in the conversation. */
    private static final int MOST_SHOWN = 10_000;

    private static final int MOST_PARTICIPANTS = 30;
    private final DSLContext sql;
    private final WriteTickets writing;
    private final TicketStore store;
    private final Conversation conversation;
    private final SupportMails mails;
    private final ChangeSets changeSets;

    BeginTickets(
            DSLContext sql,
            WriteTickets writing,
            TicketStore store,
            Conversation conversation,
            SupportMails mails,
            ChangeSets changeSets) {
        this.sql = sql;
        this.writing = writing;
        this.store = store;
        this.conversation = conversation;
        this.mails = mails;
        this.changeSets = changeSets;
    }

    /** @param tickets by the mail with which each began */
    record Begun(UUID changeSet, Map<UUID, Ticket> tickets) {}

    /** In the caller's transaction. */
    Begun begin(List<Incoming> all, Actor me) {
        var changeSet = changeSets.open(me, "ticket.created", MailText.subject(all.getFirst()));
        var rows = new LinkedHashMap<UUID, TicketRecord>();
        all.forEach(mail -> rows.put(mail.mail(), row(mail)));
        writing.write(rows.values(), changeSet, me);
        var said = new ArrayList<Conversation.Said>();
        var participants = new LinkedHashMap<UUID, List<String>>();
        for (var mail : all) {
            var row = Objects.requireNonNull(rows.get(mail.mail()));
            said.add(MailText.said(row.getId(), Message.Kind.INBOUND, mail));
            participants.put(row.getId(), participants(mail, row.getRequesterEmail()));
        }
        conversation.addAll(said, changeSet);
        conversation.join(participants);
        var written = sql.selectFrom(TICKET)
                .where(TICKET.ID.in(
                        rows.values().stream().map(TicketRecord::getId).toList()))
                .fetchMap(TICKET.ID, Ticket::of);
        var tickets = new LinkedHashMap<UUID, Ticket>();
        rows.forEach((mail, row) -> tickets.put(mail, Objects.requireNonNull(written.get(row.getId()))));
        // What was acknowledged once isn't acknowledged again: who answers a closed ticket knows us.
        mails.acknowledge(tickets, me);
        return new Begun(changeSet, tickets);
    }

    private TicketRecord row(Incoming mail) {
        var now = store.now();
        var row = sql.newRecord(TICKET);
        var text = mail.text().replace("\0", "");
        row.setSubject(MailText.subject(mail));
        row.setDescription(text.substring(0, Math.min(MOST_SHOWN, text.length())));
        row.setStatus(TicketStatus.NEW.id());
        row.setPriority("normal");
        row.setTier((short) 1);
        row.setChannel("mail");
        row.setRequesterName(MailText.name(mail));
        row.setRequesterEmail(mail.from());
        row.setLanguage(null);
        row.setPersonId(null);
        row.setCompanyId(null);
        row.setOpenedAt(mail.at().atOffset(ZoneOffset.UTC));
        row.setAwaitingSince(row.getOpenedAt());
        row.setMailedId(mail.mail());
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        return row;
    }

    /** Who takes part besides the requester. */
    static List<String> participants(Incoming mail, String requester) {
        var all = new LinkedHashSet<>(mail.others());
        all.add(mail.from());
        all.remove(mail.address());
        all.remove(requester);
        return all.stream().limit(MOST_PARTICIPANTS).toList();
    }
}
