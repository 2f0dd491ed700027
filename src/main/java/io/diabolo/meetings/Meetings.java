package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import io.diabolo.records.RecordsBatch;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Meetings: booked, moved, and what came of them. Rights are checked here, so page, API and the guest's own page agree. */
@Service
public class Meetings {
    static final int LONGEST = 2_000;
    private final DSLContext sql;
    private final Hosts hosts;
    private final HostStore store;
    private final Records records;
    private final RecordsBatch batch;
    private final MeetingType type;
    private final MeetingHandoffs handoffs;
    private final AfterMeeting after;
    private final ChangeSets changeSets;
    private final Clock clock;

    Meetings(
            DSLContext sql,
            Hosts hosts,
            HostStore store,
            Records records,
            RecordsBatch batch,
            MeetingType type,
            MeetingHandoffs handoffs,
            AfterMeeting after,
            ChangeSets changeSets,
            Clock clock) {
        this.sql = sql;
        this.hosts = hosts;
        this.store = store;
        this.records = records;
        this.batch = batch;
        this.type = type;
        this.handoffs = handoffs;
        this.after = after;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /**
     * Books a meeting, and offers the lead to its host where that is wanted and the lead is ready for it.
     *
     * @throws BadInput when it can't be so at any hour
     */
    @Transactional
    public Booking book(Wish wish, Actor me) {
        me.mayWrite();
        return book(wish, null, null, me);
    }

    /**
     * @param guestZone the zone of a guest who books for themselves; null when a member does
     * @param changeSet of the command to which this belongs; null: one of its own
     */
    Booking book(Wish wish, @Nullable String guestZone, @Nullable UUID changeSet, Actor me) {
        if (!wish.start().isAfter(clock.instant())) {
            throw new BadInput("starts_at", "meeting.fault.past");
        }
        var host = host(wish, guestZone != null);
        if (host == null) {
            return new Booking.Taken();
        }
        var set = changeSet == null ? changeSets.open(me, "meeting.created", "") : changeSet;
        var id = records.createAlong(type, input(wish, host), set, me);
        if (changeSet == null) {
            changeSets.entitle(set, row(id).getSubject());
        }
        if (guestZone != null) {
            sql.update(MEETING)
                    .set(MEETING.BY_GUEST, true)
                    .set(MEETING.GUEST_ZONE, guestZone)
                    .where(MEETING.ID.eq(id))
                    .execute();
        }
        var handed = wish.handOver() ? handoffs.offer(wish.lead(), host, me) : MeetingHandoffs.NONE;
        return new Booking.Done(id, host, wish.start(), set, handed.handoff(), handed.missing());
    }

    private @Nullable MemberId host(Wish wish, boolean byGuest) {
        var wanted = wish.host();
        if (wanted != null && !hosts.isThere(wanted)) {
            throw new BadInput("host", "meeting.fault.member");
        }
        var pool = wanted == null
                ? hosts.inTurn().stream().map(member -> member.id()).toList()
                : List.of(wanted);
        return pool.isEmpty() ? null : hosts.take(pool, wish.kind(), wish.start(), byGuest);
    }

    private Map<String, @Nullable Object> input(Wish wish, MemberId host) {
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", wish.kind().id());
        input.put("owner", host.toString());
        input.put("starts_at", wish.start().toString());
        input.put("subject", wish.subject());
        input.put("notes", wish.notes());
        var place = wish.place();
        input.put("place", place == null || place.isBlank() ? store.of(host).place() : place);
        put(input, "lead", wish.lead());
        put(input, "person", wish.person());
        put(input, "company", wish.company());
        put(input, "opportunity", wish.opportunity());
        return input;
    }

    private static void put(Map<String, @Nullable Object> input, String field, @Nullable UUID id) {
        if (id != null) {
            input.put(field, id.toString());
        }
    }

    /** The answer to "move it", or to "say what came of it". */
    public sealed interface Changed {
        record Done(UUID meeting, UUID changeSet) implements Changed {}

        record Unchanged() implements Changed {}

        /** The host isn't free then. */
        record Taken() implements Changed {}

        /** It was held, missed or cancelled already. */
        record Over(String state) implements Changed {}
    }

    /** Puts a meeting to another time; it stays as long as it was. @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(noRollbackFor = NoSuchRecord.class)
    public Changed move(UUID id, Instant start, Actor me) {
        me.mayWrite();
        var row = lock(id, me);
        if (!row.getState().equals("booked")) {
            return new Changed.Over(row.getState());
        }
        if (!start.isAfter(clock.instant())) {
            throw new BadInput("starts_at", "meeting.fault.past");
        }
        if (row.getStartsAt().toInstant().equals(start)) {
            return new Changed.Unchanged();
        }
        var host = new MemberId(row.getOwnerId());
        store.lock(List.of(host));
        var length = java.time.Duration.between(row.getStartsAt(), row.getEndsAt());
        if (!hosts.isFree(store.of(host), Span.of(start, length), id)) {
            return new Changed.Taken();
        }
        var changeSet = changeSets.open(me, "meeting.updated", row.getSubject());
        records.updateAlong(type, id, Map.of("starts_at", start.toString()), changeSet, me);
        return new Changed.Done(id, changeSet);
    }

    /** Says what came of it. @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(noRollbackFor = NoSuchRecord.class)
    public Changed say(UUID id, Outcome outcome, @Nullable String words, Actor me) {
        me.mayWrite();
        var row = lock(id, me);
        if (row.getState().equals(outcome.id())) {
            return new Changed.Unchanged();
        }
        if (!row.getState().equals("booked")) {
            return new Changed.Over(row.getState());
        }
        if (outcome != Outcome.CANCELLED && row.getStartsAt().toInstant().isAfter(clock.instant())) {
            throw new BadInput("outcome", "meeting.fault.early");
        }
        var said = words == null || words.isBlank() ? null : words.strip();
        if (said != null && (said.length() > LONGEST || said.indexOf('\0') >= 0)) {
            throw new BadInput("said", "problem.field.too-long", LONGEST);
        }
        var changeSet = changeSets.open(me, "meeting.updated", row.getSubject());
        write(row, outcome, said, changeSet);
        after.said(row(id), outcome, changeSet, me);
        return new Changed.Done(id, changeSet);
    }

    private void write(MeetingRecord row, Outcome outcome, @Nullable String said, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        before.put("state", row.getState());
        after.put("state", outcome.id());
        if (!Objects.equals(row.getSaid(), said)) {
            before.put("said", row.getSaid());
            after.put("said", said);
        }
        sql.update(MEETING)
                .set(MEETING.STATE, outcome.id())
                .set(MEETING.SAID, said)
                .set(MEETING.VERSION, MEETING.VERSION.plus(1))
                .set(MEETING.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(MEETING.ID.eq(row.getId()))
                .execute();
        changeSets.updated(changeSet, "meeting", row.getId(), before, after);
        batch.indexed(type, DSL.select(MEETING.ID).from(MEETING).where(MEETING.ID.eq(row.getId())));
    }

    private MeetingRecord lock(UUID id, Actor me) {
        return sql.selectFrom(MEETING)
                .where(MEETING.ID.eq(id))
                .and(MEETING.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("meeting", id));
    }

    private MeetingRecord row(UUID id) {
        return sql.selectFrom(MEETING).where(MEETING.ID.eq(id)).fetchSingle();
    }
}
