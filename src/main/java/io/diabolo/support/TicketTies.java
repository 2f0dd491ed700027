package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.TICKET_LINK;
import static io.diabolo.jooq.Tables.TICKET_MESSAGE;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tickets that belong together: merged into one, split in two, linked; and what a ticket tells those who keep the account. */
@Service
class TicketTies {
    private static final int MOST = 20;
    private final DSLContext sql;
    private final TicketStore store;
    private final Tickets tickets;
    private final Conversation conversation;
    private final SlaClocks clocks;
    private final Handoffs handoffs;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;

    TicketTies(
            DSLContext sql,
            TicketStore store,
            Tickets tickets,
            Conversation conversation,
            SlaClocks clocks,
            Handoffs handoffs,
            Records records,
            RecordTypes types,
            ChangeSets changeSets) {
        this.sql = sql;
        this.store = store;
        this.tickets = tickets;
        this.conversation = conversation;
        this.clocks = clocks;
        this.handoffs = handoffs;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
    }

    /**
     * Another ticket that this one has to do with.
     *
     * @param kind related, split, merged
     */
    record Tie(UUID id, String reference, String subject, String status, String kind) {}

    /** The one meant by its reference, its id or its address. @throws BadInput when there is none */
    Ticket named(String field, String text) {
        var plain = text.strip();
        var slash = plain.lastIndexOf('/');
        var last = slash < 0 ? plain : plain.substring(slash + 1);
        var reference = last.toUpperCase(Locale.ROOT);
        UUID id = null;
        if (reference.matches("(T-)?[0-9A-F]{8}")) {
            var all = sql.select(TICKET.ID)
                    .from(TICKET)
                    .where(TICKET.REFERENCE.eq(reference.startsWith("T-") ? reference : "T-" + reference))
                    .and(TICKET.DELETED_AT.isNull())
                    .limit(2)
                    .fetch(TICKET.ID);
            id = all.size() == 1 ? all.getFirst() : null;
        } else if (last.matches("[0-9a-fA-F-]{36}")) {
            try {
                id = UUID.fromString(last);
            } catch (IllegalArgumentException _) {
                id = null;
            }
        }
        var found = id == null ? null : store.find(id);
        if (found == null) {
            throw new BadInput(field, "ticket.fault.other");
        }
        return found;
    }

    /** All that was said in one stands in the other from now on, and the one is closed; its address leads on. */
    @Transactional
    Tickets.Done merge(UUID id, String into, Actor me) {
        SupportRights.answer(me);
        var survivor = named("into", into);
        if (survivor.id().equals(id) || survivor.joined() != null) {
            throw new BadInput("into", "ticket.fault.other");
        }
        // In the order of their ids, so that two who merge the same wait for each other.
        if (id.compareTo(survivor.id()) < 0) {
            store.lock(id);
            store.lock(survivor.id());
        } else {
            store.lock(survivor.id());
            store.lock(id);
        }
        var loser = store.get(id);
        if (loser.joined() != null) {
            throw new BadInput("into", "ticket.fault.joined");
        }
        var changeSet = changeSets.open(me, "ticket.merged", survivor.subject());
        moveMessages(id, null, survivor.id(), changeSet);
        var people = new ArrayList<>(conversation.participants(id));
        if (loser.email() != null) {
            people.add(loser.email());
        }
        people.remove(survivor.email());
        conversation.join(survivor.id(), people);
        tickets.go(loser, TicketStatus.CLOSED, changeSet, me);
        store.change(id, changeSet, row -> row.setJoinedId(survivor.id()));
        conversation.step(survivor.id(), "ticket.step.merged", List.of(loser.reference()), changeSet, me);
        var waits = loser.awaitingSince() != null && loser.firstResponseAt() != null;
        var kept = store.change(survivor.id(), changeSet, row -> {
            if (row.getMailedId() == null) {
                row.setMailedId(loser.mailed());
            }
            if (row.getAwaitingSince() == null && waits && !survivor.status().isOver()) {
                row.setAwaitingSince(
                        Objects.requireNonNull(loser.awaitingSince()).atOffset(java.time.ZoneOffset.UTC));
            }
        });
        clocks.follow(survivor.id(), changeSet, false);
        return new Tickets.Done(kept, changeSet, null);
    }

    /** @param from only what was said since this message; null: all of it */
    private void moveMessages(UUID ticket, @Nullable UUID from, UUID to, UUID changeSet) {
        var since = from == null
                ? null
                : sql.select(TICKET_MESSAGE.AT)
                        .from(TICKET_MESSAGE)
                        .where(TICKET_MESSAGE.ID.eq(from))
                        .and(TICKET_MESSAGE.TICKET_ID.eq(ticket))
                        .fetchOptional(TICKET_MESSAGE.AT)
                        .orElseThrow(() -> new NoSuchRecord("ticket_message", from));
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("ticket_id", ticket);
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("ticket_id", to);
        sql.update(TICKET_MESSAGE)
                .set(TICKET_MESSAGE.TICKET_ID, to)
                .where(TICKET_MESSAGE.TICKET_ID.eq(ticket))
                .and(TICKET_MESSAGE.KIND.ne(Message.Kind.STEP.id()))
                .and(since == null ? org.jooq.impl.DSL.noCondition() : TICKET_MESSAGE.AT.ge(since))
                .returningResult(TICKET_MESSAGE.ID)
                .fetch()
                .forEach(row -> changeSets.updated(changeSet, "ticket_message", row.value1(), before, after));
    }

    /** From this message on it is about something else: a ticket of its own. */
    @Transactional
    Tickets.Done split(UUID id, UUID message, String subject, Actor me) {
        SupportRights.answer(me);
        var ticket = store.lock(id);
        var words = subject.strip().isEmpty() ? ticket.subject() : subject.strip();
        var changeSet = changeSets.open(me, "ticket.created", words);
        var input = new HashMap<String, @Nullable Object>();
        input.put("subject", words.substring(0, Math.min(500, words.length())));
        input.put("channel", ticket.channel());
        input.put("priority", ticket.priority());
        input.put("person", ticket.person() == null ? null : ticket.person().toString());
        input.put("company", ticket.company() == null ? null : ticket.company().toString());
        input.put("requester_name", ticket.name());
        input.put("requester_email", ticket.email());
        var made = records.createAlong(types.byId("ticket").orElseThrow(), input, changeSet, me);
        moveMessages(id, message, made, changeSet);
        store.change(made, changeSet, row -> row.setMailedId(ticket.mailed()));
        conversation.join(made, conversation.participants(id));
        tie(made, id, "split", changeSet);
        conversation.step(id, "ticket.step.split", List.of(store.get(made).reference()), changeSet, me);
        return new Tickets.Done(store.get(made), changeSet, null);
    }

    /** These two have to do with each other. */
    @Transactional
    Tickets.Done link(UUID id, String other, Actor me) {
        SupportRights.answer(me);
        var ticket = store.lock(id);
        var meant = named("other", other);
        if (meant.id().equals(id)) {
            throw new BadInput("other", "ticket.fault.other");
        }
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        tie(id, meant.id(), "related", changeSet);
        return new Tickets.Done(store.change(id, changeSet, row -> row.setUpdatedAt(store.now())), changeSet, null);
    }

    private void tie(UUID ticket, UUID other, String kind, UUID changeSet) {
        sql.insertInto(TICKET_LINK)
                .set(TICKET_LINK.TICKET_ID, ticket)
                .set(TICKET_LINK.OTHER_ID, other)
                .set(TICKET_LINK.KIND, kind)
                .set(TICKET_LINK.CREATED_IN, changeSet)
                .onConflictDoNothing()
                .execute();
    }

    /** Those linked from either side, and those merged into it. */
    @Transactional(readOnly = true)
    public List<Tie> of(UUID id) {
        var all = new ArrayList<Tie>();
        for (var way : List.of(
                List.of(TICKET_LINK.TICKET_ID, TICKET_LINK.OTHER_ID),
                List.of(TICKET_LINK.OTHER_ID, TICKET_LINK.TICKET_ID))) {
            sql.select(TICKET.ID, TICKET.REFERENCE, TICKET.SUBJECT, TICKET.STATUS, TICKET_LINK.KIND)
                    .from(TICKET_LINK)
                    .join(TICKET)
                    .on(TICKET.WORKSPACE_ID.eq(TICKET_LINK.WORKSPACE_ID))
                    .and(TICKET.ID.eq(way.get(1)))
                    .and(TICKET.DELETED_AT.isNull())
                    .where(way.get(0).eq(id))
                    .limit(MOST)
                    .forEach(row ->
                            all.add(new Tie(row.value1(), row.value2(), row.value3(), row.value4(), row.value5())));
        }
        sql.select(TICKET.ID, TICKET.REFERENCE, TICKET.SUBJECT, TICKET.STATUS)
                .from(TICKET)
                .where(TICKET.JOINED_ID.eq(id))
                .limit(MOST)
                .forEach(row -> all.add(new Tie(row.value1(), row.value2(), row.value3(), row.value4(), "merged")));
        return all;
    }

    /**
     * A risk or a wish: whoever keeps the account answers for it within a working day.
     *
     * @param role csm or am
     */
    @Transactional
    Handoffs.Offered signal(UUID id, String role, String note, Actor me) {
        me.mayWrite();
        var ticket = store.get(id);
        var company = ticket.company();
        if (company == null) {
            throw new BadInput("note", "ticket.fault.company");
        }
        if (!HandoffKind.TICKET_SIGNAL.to().contains(role)) {
            throw new BadInput("role", "problem.field.choice");
        }
        var words = note.strip();
        if (words.isEmpty() || words.length() > 1_500) {
            throw new BadInput("note", "ticket.fault.reason");
        }
        var offered = handoffs.offer(
                new Offer(
                        HandoffKind.TICKET_SIGNAL,
                        "company",
                        company,
                        role,
                        null,
                        words + "\n" + ticket.reference() + " · " + ticket.subject() + "\n" + ticket.path(),
                        List.of("ticket")),
                // Whoever answers the ticket knows the customer, whosever the company is.
                me.seeingAll());
        var changeSet = offered.changeSet();
        if (changeSet != null) {
            conversation.step(id, "ticket.step.signal", List.of(role, words), changeSet, me);
        }
        return offered;
    }
}
