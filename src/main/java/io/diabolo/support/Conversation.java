package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.MAIL_ATTACHMENT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.STORED_FILE;
import static io.diabolo.jooq.Tables.TICKET_MESSAGE;
import static io.diabolo.jooq.Tables.TICKET_PARTICIPANT;

import io.diabolo.jooq.tables.records.TicketMessageRecord;
import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.mail.Attachment;
import io.diabolo.mentions.Mentions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What is said in tickets, and by whom. */
@Component
class Conversation {
    /** Of what kind a note is, for who is named in it. */
    static final String TEXT = "ticket_message";

    private static final int SHOWN = 500;
    private final DSLContext sql;
    private final TicketFiles files;
    private final JsonMapper json;
    private final Mentions mentions;
    private final Clock clock;

    Conversation(DSLContext sql, TicketFiles files, JsonMapper json, Mentions mentions, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.json = json;
        this.mentions = mentions;
        this.clock = clock;
    }

    /** What is to be written. */
    record Said(
            UUID ticket,
            Message.Kind kind,
            @Nullable MemberId member,
            String author,
            String address,
            String body,
            String quoted,
            @Nullable String html,
            @Nullable UUID mail,
            Instant at) {
        static Said by(Actor me, UUID ticket, Message.Kind kind, String body, Instant at) {
            return new Said(ticket, kind, me.member(), me.name(), "", body, "", null, null, at);
        }

        Said mailed(@Nullable UUID id) {
            return new Said(ticket, kind, member, author, address, body, quoted, html, id, at);
        }
    }

    UUID add(Said said, UUID changeSet) {
        var row = row(said, changeSet);
        row.insert();
        return row.getId();
    }

    /** The same of many. */
    void addAll(Collection<Said> all, UUID changeSet) {
        sql.batchInsert(all.stream().map(said -> row(said, changeSet)).toList()).execute();
    }

    private TicketMessageRecord row(Said said, UUID changeSet) {
        var row = sql.newRecord(TICKET_MESSAGE);
        row.setTicketId(said.ticket());
        row.setKind(said.kind().id());
        row.setMemberId(said.member() == null ? null : said.member().value());
        row.setAuthor(said.author());
        row.setAddress(said.address());
        row.setBody(said.body().replace("\0", ""));
        row.setQuoted(said.quoted().replace("\0", ""));
        row.setHtml(said.html());
        row.setMailId(said.mail());
        row.setAt(said.at().atOffset(ZoneOffset.UTC));
        // What was mailed has left the building: taking back the command doesn't unsay it.
        row.setCreatedIn(said.mail() == null ? changeSet : null);
        return row;
    }

    /** With its files. */
    UUID add(Said said, List<Attachment> attached, UUID changeSet) {
        var message = add(said, changeSet);
        files.keep(message, attached, changeSet);
        return message;
    }

    /** What a ticket began with, so that files that came along stand with it. */
    UUID first(UUID ticket) {
        return sql.select(TICKET_MESSAGE.ID)
                .from(TICKET_MESSAGE)
                .where(TICKET_MESSAGE.TICKET_ID.eq(ticket))
                .and(TICKET_MESSAGE.KIND.eq(Message.Kind.INBOUND.id()))
                .orderBy(TICKET_MESSAGE.AT, TICKET_MESSAGE.ID)
                .limit(1)
                .fetchSingle()
                .value1();
    }

    /** A step of its course, said in each reader's language. */
    void step(UUID ticket, String textKey, List<String> args, UUID changeSet, Actor me) {
        sql.insertInto(TICKET_MESSAGE)
                .set(TICKET_MESSAGE.TICKET_ID, ticket)
                .set(TICKET_MESSAGE.KIND, Message.Kind.STEP.id())
                .set(TICKET_MESSAGE.MEMBER_ID, me.member().value())
                .set(TICKET_MESSAGE.AUTHOR, me.name())
                .set(TICKET_MESSAGE.BODY, "")
                .set(TICKET_MESSAGE.TEXT_KEY, textKey)
                .set(TICKET_MESSAGE.TEXT_ARGS, JSONB.valueOf(json.writeValueAsString(args)))
                .set(TICKET_MESSAGE.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(TICKET_MESSAGE.CREATED_IN, changeSet)
                .execute();
    }

    /** A ticket that was written down begins with what the customer asked. */
    void begin(TicketRecord ticket, UUID changeSet) {
        if (!ticket.getDescription().isBlank()) {
            asked(ticket, changeSet).insert();
        }
    }

    /** The same of many. */
    void begin(Collection<TicketRecord> tickets, UUID changeSet) {
        sql.batchInsert(tickets.stream()
                        .filter(ticket -> !ticket.getDescription().isBlank())
                        .map(ticket -> asked(ticket, changeSet))
                        .toList())
                .execute();
    }

    private TicketMessageRecord asked(TicketRecord ticket, UUID changeSet) {
        var row = sql.newRecord(TICKET_MESSAGE);
        row.setTicketId(ticket.getId());
        row.setKind(Message.Kind.INBOUND.id());
        row.setAuthor(ticket.getRequesterName() == null ? "" : ticket.getRequesterName());
        row.setAddress(ticket.getRequesterEmail() == null ? "" : ticket.getRequesterEmail());
        row.setBody(ticket.getDescription());
        row.setAt(ticket.getOpenedAt());
        row.setCreatedIn(changeSet);
        return row;
    }

    /** The newest of them, the oldest on top. Reads the index ticket_message_of. */
    @Transactional(readOnly = true)
    public List<Message> of(UUID ticket) {
        var all = sql.select(TICKET_MESSAGE.fields())
                .select(MEMBER.NAME, MAIL.FAULT, MAIL.STATE, MAIL.BOUNCE)
                .from(TICKET_MESSAGE)
                .leftJoin(MEMBER)
                .on(MEMBER.ID.eq(TICKET_MESSAGE.MEMBER_ID))
                .leftJoin(MAIL)
                .on(MAIL.ID.eq(TICKET_MESSAGE.MAIL_ID))
                .where(TICKET_MESSAGE.TICKET_ID.eq(ticket))
                .orderBy(TICKET_MESSAGE.AT.desc(), TICKET_MESSAGE.ID.desc())
                .limit(SHOWN)
                .fetch(this::message);
        var mailed =
                files(all.stream().map(Message::mail).filter(Objects::nonNull).toList());
        var kept = files.of(all.stream().map(Message::id).toList());
        var named = mentions.of(
                TEXT,
                all.stream()
                        .filter(one -> one.kind() == Message.Kind.NOTE)
                        .map(Message::id)
                        .toList());
        return new ArrayList<>(all.reversed())
                .stream()
                        .map(one -> one.with(
                                        one.mail() == null
                                                ? kept.getOrDefault(one.id(), List.of())
                                                : mailed.getOrDefault(one.mail(), List.of()))
                                .naming(named.getOrDefault(one.id(), List.of())))
                        .toList();
    }

    private Message message(Record row) {
        var name = row.get(MEMBER.NAME);
        var bounced = row.get(MAIL.BOUNCE) != null ? "ticket.mail.bounced" : null;
        var failed = "failed".equals(row.get(MAIL.STATE)) ? row.get(MAIL.FAULT) : null;
        return new Message(
                row.get(TICKET_MESSAGE.ID),
                Message.Kind.of(row.get(TICKET_MESSAGE.KIND)),
                row.get(TICKET_MESSAGE.MEMBER_ID),
                name != null ? name : row.get(TICKET_MESSAGE.AUTHOR),
                row.get(TICKET_MESSAGE.ADDRESS),
                row.get(TICKET_MESSAGE.BODY),
                row.get(TICKET_MESSAGE.QUOTED),
                row.get(TICKET_MESSAGE.HTML),
                row.get(TICKET_MESSAGE.MAIL_ID),
                row.get(TICKET_MESSAGE.TEXT_KEY),
                args(row.get(TICKET_MESSAGE.TEXT_ARGS)),
                row.get(TICKET_MESSAGE.AT).toInstant(),
                failed != null ? failed : bounced,
                List.of(),
                List.of());
    }

    private List<String> args(JSONB stored) {
        return List.of(json.readValue(stored.data(), String[].class));
    }

    private Map<UUID, List<Message.File>> files(Collection<UUID> mails) {
        var all = new HashMap<UUID, List<Message.File>>();
        if (mails.isEmpty()) {
            return all;
        }
        sql.select(MAIL_ATTACHMENT.MAIL_ID, STORED_FILE.ID, STORED_FILE.NAME, STORED_FILE.SIZE)
                .from(MAIL_ATTACHMENT)
                .join(STORED_FILE)
                .on(STORED_FILE.WORKSPACE_ID.eq(MAIL_ATTACHMENT.WORKSPACE_ID))
                .and(STORED_FILE.ID.eq(MAIL_ATTACHMENT.FILE_ID))
                .where(MAIL_ATTACHMENT.MAIL_ID.in(mails))
                .and(STORED_FILE.EXPIRED_AT.isNull())
                .orderBy(MAIL_ATTACHMENT.POSITION)
                .forEach(row -> all.computeIfAbsent(row.value1(), _ -> new ArrayList<>())
                        .add(new Message.File(row.value2(), row.value3(), row.value4())));
        return all;
    }

    /** The addresses that take part, the requester's apart. */
    @Transactional(readOnly = true)
    public List<String> participants(UUID ticket) {
        return sql.select(TICKET_PARTICIPANT.ADDRESS)
                .from(TICKET_PARTICIPANT)
                .where(TICKET_PARTICIPANT.TICKET_ID.eq(ticket))
                .orderBy(TICKET_PARTICIPANT.ADDRESS)
                .fetch(TICKET_PARTICIPANT.ADDRESS);
    }

    void join(UUID ticket, Collection<String> addresses) {
        join(Map.of(ticket, addresses));
    }

    /** Who takes part in each of some tickets from now on. */
    void join(Map<UUID, ? extends Collection<String>> addresses) {
        var all = new ArrayList<Query>();
        addresses.forEach((ticket, those) -> those.forEach(address -> all.add(sql.insertInto(TICKET_PARTICIPANT)
                .set(TICKET_PARTICIPANT.TICKET_ID, ticket)
                .set(TICKET_PARTICIPANT.ADDRESS, address.toLowerCase(Locale.ROOT))
                .onConflictDoNothing())));
        if (!all.isEmpty()) {
            sql.batch(all).execute();
        }
    }
}
