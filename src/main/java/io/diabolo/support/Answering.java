package io.diabolo.support;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TICKET_ANSWERING;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is writing an answer, so that no customer gets two. It is a warning, and keeps nobody from answering. */
@Service
class Answering {
    private static final Duration LASTS = Duration.ofSeconds(60);
    private final DSLContext sql;
    private final TicketStore store;
    private final Announcements announcements;
    private final Clock clock;

    Answering(DSLContext sql, TicketStore store, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.store = store;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** The topic on which pages hear of it. */
    static String topic(UUID ticket) {
        return "answering-" + ticket;
    }

    /** I am writing. */
    @Transactional
    public void begin(UUID ticket, Actor me) {
        SupportRights.answer(me);
        store.get(ticket);
        sql.insertInto(TICKET_ANSWERING)
                .set(TICKET_ANSWERING.TICKET_ID, ticket)
                .set(TICKET_ANSWERING.MEMBER_ID, me.member().value())
                .set(TICKET_ANSWERING.AT, now())
                .onConflict(TICKET_ANSWERING.WORKSPACE_ID, TICKET_ANSWERING.TICKET_ID, TICKET_ANSWERING.MEMBER_ID)
                .doUpdate()
                .set(TICKET_ANSWERING.AT, now())
                .execute();
        announcements.changed(topic(ticket));
    }

    /** I am done. */
    @Transactional
    public void end(UUID ticket, Actor me) {
        sql.deleteFrom(TICKET_ANSWERING)
                .where(TICKET_ANSWERING.TICKET_ID.eq(ticket))
                .and(TICKET_ANSWERING.MEMBER_ID.eq(me.member().value()))
                .execute();
        announcements.changed(topic(ticket));
    }

    /** The names of the others who are writing. */
    @Transactional(readOnly = true)
    public List<String> others(UUID ticket, Actor me) {
        return sql.select(MEMBER.NAME)
                .from(TICKET_ANSWERING)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(TICKET_ANSWERING.WORKSPACE_ID))
                .and(MEMBER.ID.eq(TICKET_ANSWERING.MEMBER_ID))
                .where(TICKET_ANSWERING.TICKET_ID.eq(ticket))
                .and(TICKET_ANSWERING.MEMBER_ID.ne(me.member().value()))
                .and(TICKET_ANSWERING.AT.gt(now().minus(LASTS)))
                .orderBy(MEMBER.NAME)
                .fetch(MEMBER.NAME);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
