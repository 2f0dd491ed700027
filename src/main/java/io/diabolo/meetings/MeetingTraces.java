package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Written;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a meeting leaves: its place on the timelines of whom it is with, and word of it. */
@Component
class MeetingTraces {
    private static final Set<String> SHOWN =
            Set.of("subject", "starts_at", "owner", "person", "company", "lead", "opportunity");

    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final Members members;
    private final Workspaces workspaces;
    private final Texts texts;
    /** Later, for the records know all types, and this is what one of them does. */
    private final ObjectProvider<Records> records;

    private final ObjectProvider<RecordTypes> types;

    MeetingTraces(
            DSLContext sql,
            ApplicationEventPublisher events,
            Members members,
            Workspaces workspaces,
            Texts texts,
            ObjectProvider<Records> records,
            ObjectProvider<RecordTypes> types) {
        this.sql = sql;
        this.events = events;
        this.members = members;
        this.workspaces = workspaces;
        this.texts = texts;
        this.records = records;
        this.types = types;
    }

    void written(Written written, Actor me) {
        if (written.one() == null) {
            return;
        }
        var row = row(written.id());
        if (written.created()) {
            appear(row, written.changeSet(), me);
            events.publishEvent(new MeetingBooked(
                    me.workspace(),
                    row.getId(),
                    row.getLeadId(),
                    row.getPersonId(),
                    new MemberId(row.getBookedBy()),
                    new MemberId(row.getOwnerId()),
                    row.getStartsAt().toInstant()));
            return;
        }
        if (written.changed().stream().anyMatch(SHOWN::contains)) {
            follow(row, written.changeSet(), me);
        }
        var binned = written.changed().contains("deleted_at");
        if (binned && row.getDeletedAt() != null) {
            cancelled(row, me);
        } else if (binned
                || written.changed().contains("starts_at")
                || written.changed().contains("owner")) {
            moved(row, me);
        }
    }

    private MeetingRecord row(UUID id) {
        return sql.selectFrom(MEETING).where(MEETING.ID.eq(id)).fetchSingle();
    }

    private void appear(MeetingRecord row, UUID changeSet, Actor me) {
        var input = shown(row);
        var activity = records.getObject()
                .createAlong(types.getObject().byId("activity").orElseThrow(), input, changeSet, wide(me));
        sql.update(MEETING)
                .set(MEETING.ACTIVITY_ID, activity)
                .where(MEETING.ID.eq(row.getId()))
                .execute();
    }

    /** The timeline says the same; an entry that somebody took away stays away. */
    void follow(MeetingRecord row, UUID changeSet, Actor me) {
        var activity = row.getActivityId();
        var input = shown(row);
        var said = row.getSaid();
        if (said != null) {
            input.put("body", said);
        }
        if (activity != null && sql.fetchExists(ACTIVITY, ACTIVITY.ID.eq(activity), ACTIVITY.DELETED_AT.isNull())) {
            records.getObject()
                    .updateAlong(
                            types.getObject().byId("activity").orElseThrow(), activity, input, changeSet, wide(me));
        }
    }

    /** The entry is the host's; who booked the meeting needn't see all that is theirs. */
    private Actor wide(Actor me) {
        return members.orderedBy(me.member()).through(me.origin());
    }

    /** What didn't take place is no meeting to whoever counts them. */
    private HashMap<String, @Nullable Object> shown(MeetingRecord row) {
        var input = new HashMap<String, @Nullable Object>();
        var off = row.getState().equals("missed") || row.getState().equals("cancelled");
        input.put("kind", off ? "note" : "meeting");
        input.put("subject", off ? text("meeting.trace." + row.getState(), row.getSubject()) : row.getSubject());
        input.put("at", row.getStartsAt().toInstant().toString());
        input.put("owner", row.getOwnerId().toString());
        put(input, "person", row.getPersonId());
        put(input, "company", row.getCompanyId());
        put(input, "lead", row.getLeadId());
        put(input, "opportunity", row.getOpportunityId());
        return input;
    }

    private String text(String key, String subject) {
        return texts.text(workspaces.settings().locale(), key, subject);
    }

    private static void put(HashMap<String, @Nullable Object> input, String field, @Nullable UUID id) {
        if (id != null) {
            input.put(field, id.toString());
        }
    }

    private void moved(MeetingRecord row, Actor me) {
        events.publishEvent(new MeetingMoved(
                me.workspace(),
                row.getId(),
                row.getLeadId(),
                row.getPersonId(),
                new MemberId(row.getBookedBy()),
                new MemberId(row.getOwnerId()),
                row.getStartsAt().toInstant()));
    }

    void cancelled(MeetingRecord row, Actor me) {
        events.publishEvent(new MeetingCancelled(
                me.workspace(),
                row.getId(),
                row.getLeadId(),
                row.getPersonId(),
                new MemberId(row.getBookedBy()),
                new MemberId(row.getOwnerId()),
                row.getStartsAt().toInstant()));
    }
}
