package io.diabolo.support;

import io.diabolo.identity.Members;
import io.diabolo.mentions.Mentions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.records.ChangeSets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done with tickets. Rights are checked here, so that page, API and mail agree. */
@Service
public class Tickets {
    static final int LONGEST = 100_000;
    private final TicketStore store;
    private final Conversation conversation;
    private final SlaClocks clocks;
    private final SupportMails mails;
    private final Ratings ratings;
    private final TellAgents agents;
    private final SupportSettings settings;
    private final Members members;
    private final Mentions mentions;
    private final ChangeSets changeSets;

    Tickets(
            TicketStore store,
            Conversation conversation,
            SlaClocks clocks,
            SupportMails mails,
            Ratings ratings,
            TellAgents agents,
            SupportSettings settings,
            Members members,
            Mentions mentions,
            ChangeSets changeSets) {
        this.store = store;
        this.conversation = conversation;
        this.clocks = clocks;
        this.mails = mails;
        this.ratings = ratings;
        this.agents = agents;
        this.settings = settings;
        this.members = members;
        this.mentions = mentions;
        this.changeSets = changeSets;
    }

    /**
     * What a command left.
     *
     * @param unmailed text key of why nothing was mailed; null when something was, or nothing was to be
     */
    record Done(Ticket ticket, UUID changeSet, @Nullable String unmailed) {}

    @Transactional(readOnly = true)
    Ticket get(UUID id) {
        return store.get(id);
    }

    /** Says something to the customer. @throws BadInput when there is nothing to say, or it is too much */
    @Transactional
    Done reply(UUID id, Reply reply, Actor me) {
        SupportRights.answer(me);
        var body = words(reply.body());
        var ticket = store.lock(id);
        mayGoOn(ticket);
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        var sent = mails.reply(ticket, body, conversation.participants(id), reply.files(), me);
        if (sent.mail() == null && !reply.files().isEmpty()) {
            if (!isRead(ticket)) {
                // Where neither a mail nor the portal reaches the customer, nobody is to believe that it was sent.
                throw new BadInput("files", "ticket.fault.files");
            }
            TicketFiles.check(reply.files());
        }
        conversation.add(
                Conversation.Said.by(
                                me, id, Message.Kind.REPLY, body, store.now().toInstant())
                        .mailed(sent.mail()),
                sent.mail() == null ? reply.files() : List.of(),
                changeSet);
        var status = reply.status() == null ? TicketStatus.PENDING : reply.status();
        var answered = store.change(id, changeSet, row -> {
            row.setAwaitingSince(null);
            if (row.getFirstResponseAt() == null) {
                row.setFirstResponseAt(store.now());
            }
            if (row.getOwnerId() == null) {
                row.setOwnerId(me.member().value());
            }
            if (reply.priority() != null) {
                row.setPriority(reply.priority());
            }
            if (sent.mail() != null) {
                row.setMailedId(sent.mail());
            }
        });
        var moved = go(answered, status, changeSet, me);
        if (!answered.priority().equals(ticket.priority())) {
            clocks.follow(id, changeSet, true);
        }
        return new Done(moved, changeSet, sent.refusal());
    }

    /** Notes something among ourselves: no customer ever reads it. */
    @Transactional
    Done note(UUID id, String body, Actor me) {
        me.mayWrite();
        var words = words(body);
        var ticket = store.lock(id);
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        var note = conversation.add(
                Conversation.Said.by(
                        me, id, Message.Kind.NOTE, words, store.now().toInstant()),
                changeSet);
        mentions.keep(
                new Mentions.Written(Conversation.TEXT, note, words, changeSet),
                List.of(new Mentions.Place("ticket", id, ticket.path() + "#m-" + note)),
                me);
        return new Done(store.change(id, changeSet, row -> row.setUpdatedAt(store.now())), changeSet, null);
    }

    /** The customer comes to the portal by their address, where it is open. */
    private boolean isRead(Ticket ticket) {
        return ticket.email() != null && settings.get().publicKey() != null;
    }

    private static String words(String body) {
        var words = body.replace("\0", "").replace("\r\n", "\n").strip();
        if (words.isEmpty()) {
            throw new BadInput("body", "ticket.fault.empty");
        }
        if (words.length() > LONGEST) {
            throw new BadInput("body", "ticket.fault.long", LONGEST);
        }
        return words;
    }

    private static void mayGoOn(Ticket ticket) {
        if (ticket.joined() != null) {
            throw new BadInput("body", "ticket.fault.joined");
        }
    }

    /** Gives it to somebody; null: back to its tier. */
    @Transactional
    Done assign(UUID id, @Nullable MemberId owner, Actor me) {
        SupportRights.answer(me);
        var member = owner == null ? null : members.find(owner);
        if (owner != null && (member == null || !member.isActive())) {
            throw new BadInput("owner", "ticket.fault.owner");
        }
        var ticket = store.lock(id);
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        var changed = store.change(id, changeSet, row -> row.setOwnerId(owner == null ? null : owner.value()));
        if (changed.version() == ticket.version()) {
            changeSets.forget(changeSet);
            return new Done(ticket, changeSet, null);
        }
        agents.assigned(changed, changeSet, me);
        return new Done(changed, changeSet, null);
    }

    /** Solved, closed, waiting, or open again. */
    @Transactional
    Done move(UUID id, TicketStatus status, Actor me) {
        SupportRights.answer(me);
        var ticket = store.lock(id);
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        return new Done(go(ticket, status, changeSet, me), changeSet, null);
    }

    /** The status with all that follows from it, as part of a command. */
    Ticket go(Ticket ticket, TicketStatus status, UUID changeSet, Actor me) {
        if (ticket.status() == status) {
            clocks.follow(ticket.id(), changeSet, false);
            return ticket;
        }
        var now = store.now();
        var moved = store.change(ticket.id(), changeSet, row -> {
            row.setStatus(status.id());
            row.setSolvedAt(!status.isOver() ? null : row.getSolvedAt() == null ? now : row.getSolvedAt());
            row.setClosedAt(status == TicketStatus.CLOSED ? now : null);
            if (status.isOver()) {
                row.setAwaitingSince(null);
                row.setFirstResponseAt(row.getFirstResponseAt() == null ? now : row.getFirstResponseAt());
            }
        });
        conversation.step(ticket.id(), "ticket.step.status", List.of(status.id()), changeSet, me);
        clocks.follow(ticket.id(), changeSet, false);
        if (status == TicketStatus.SOLVED && !ticket.status().isOver()) {
            ratings.ask(moved, me);
        }
        return moved;
    }

    /**
     * Up to a higher tier, or back: whoever of that tier takes it.
     *
     * @param reason said to them
     */
    @Transactional
    Done escalate(UUID id, int tier, @Nullable String skill, String reason, Actor me) {
        SupportRights.answer(me);
        var ticket = store.lock(id);
        if (tier < 1 || tier > 3) {
            throw new BadInput("tier", "ticket.fault.tier");
        }
        if (tier == ticket.tier() && java.util.Objects.equals(skill, ticket.skill())) {
            throw new BadInput("tier", "ticket.fault.same-tier");
        }
        var why = reason.strip();
        if (why.isEmpty() || why.length() > 2_000) {
            throw new BadInput("reason", "ticket.fault.reason");
        }
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        var changed = store.change(id, changeSet, row -> {
            row.setTier((short) tier);
            row.setOwnerId(null);
            if (skill != null) {
                row.setSkill(skill.isBlank() ? null : skill.strip());
            }
            if (!ticket.status().isOver() && ticket.status() != TicketStatus.NEW) {
                row.setStatus(TicketStatus.OPEN.id());
            }
        });
        store.escalated(id, ticket.tier(), tier, why, changeSet, me);
        conversation.step(
                id,
                tier > ticket.tier()
                        ? "ticket.step.up"
                        : tier < ticket.tier() ? "ticket.step.back" : "ticket.step.queue",
                List.of(String.valueOf(ticket.tier()), String.valueOf(tier), why),
                changeSet,
                me);
        clocks.follow(id, changeSet, false);
        return new Done(changed, changeSet, null);
    }

    /** Whoever writes for a customer by mail or through the portal: it is our turn again. */
    Ticket heard(Ticket ticket, java.time.Instant at, @Nullable UUID mail, UUID changeSet, Actor me) {
        var changed = store.change(ticket.id(), changeSet, row -> {
            if (row.getAwaitingSince() == null) {
                row.setAwaitingSince(at.atOffset(java.time.ZoneOffset.UTC));
            }
            if (mail != null) {
                row.setMailedId(mail);
            }
        });
        var status = changed.firstResponseAt() == null && changed.status() == TicketStatus.NEW
                ? TicketStatus.NEW
                : TicketStatus.OPEN;
        agents.heard(changed, changeSet);
        return go(changed, status, changeSet, me);
    }

    /** In which origin whoever isn't a member acts: nothing that they do is a member's own doing. */
    static Actor unseen(Actor responsible) {
        return responsible.through(Origin.RULE);
    }

    static String address(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
