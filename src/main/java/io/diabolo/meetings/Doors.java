package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.BOOKING_PAGE;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands behind a public address: a page to book on, or a meeting that was booked. */
@Component
class Doors {
    private final DSLContext sql;
    private final HostStore store;
    private final Members members;
    private final Workspaces workspaces;

    Doors(DSLContext sql, HostStore store, Members members, Workspaces workspaces) {
        this.sql = sql;
        this.store = store;
        this.members = members;
        this.workspaces = workspaces;
    }

    /**
     * A page on which one books.
     *
     * @param host the member; null: whoever of the AEs is free
     * @param hostName theirs, or the workspace's
     */
    record Door(
            UUID id,
            MeetingKind kind,
            @Nullable MemberId host,
            String hostName,
            MemberId madeBy,
            int minutes,
            ZoneId zone) {}

    /** A meeting as its guest sees it. */
    record Booked(
            UUID id,
            MeetingKind kind,
            String state,
            Instant start,
            Instant end,
            MemberId host,
            String hostName,
            String workspace,
            @Nullable String place,
            ZoneId zone) {
        boolean isOpen(Instant now) {
            return state.equals("booked") && start.isAfter(now);
        }
    }

    /** Reads the index booking_page_key. */
    Door door(String rest) {
        var row = sql.selectFrom(BOOKING_PAGE)
                .where(BOOKING_PAGE.KEY.eq(rest))
                .and(BOOKING_PAGE.OPEN)
                .fetchOne();
        if (row == null) {
            throw new NoSuchRecord("booking_page", rest);
        }
        var kind = MeetingKind.named(row.getKind()).orElseThrow();
        var id = row.getMemberId();
        var host = id == null ? null : members.find(new MemberId(id));
        if (id != null && (host == null || !host.isActive())) {
            throw new NoSuchRecord("booking_page", rest);
        }
        return new Door(
                row.getId(),
                kind,
                host == null ? null : host.id(),
                host == null ? workspaces.settings().name() : host.name(),
                new MemberId(row.getMadeBy()),
                host == null ? kind.minutes() : store.of(host.id()).minutes(kind),
                workspaces.settings().zone());
    }

    /** Reads the index meeting_link. */
    Booked booked(String rest) {
        return sql.select(MEETING.asterisk(), MEMBER.NAME)
                .from(MEETING)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(MEMBER.ID.eq(MEETING.OWNER_ID))
                .where(MEETING.LINK.eq(rest))
                .and(MEETING.DELETED_AT.isNull())
                .fetchOptional(row -> new Booked(
                        row.get(MEETING.ID),
                        MeetingKind.named(row.get(MEETING.KIND)).orElseThrow(),
                        row.get(MEETING.STATE),
                        row.get(MEETING.STARTS_AT).toInstant(),
                        row.get(MEETING.ENDS_AT).toInstant(),
                        new MemberId(row.get(MEETING.OWNER_ID)),
                        row.get(MEMBER.NAME),
                        workspaces.settings().name(),
                        row.get(MEETING.PLACE),
                        row.get(MEETING.GUEST_ZONE) == null
                                ? workspaces.settings().zone()
                                : ZoneId.of(row.get(MEETING.GUEST_ZONE))))
                .orElseThrow(() -> new NoSuchRecord("meeting", rest));
    }

    String link(UUID meeting) {
        return Objects.requireNonNull(sql.select(MEETING.LINK)
                .from(MEETING)
                .where(MEETING.ID.eq(meeting))
                .fetchOne(MEETING.LINK));
    }
}
