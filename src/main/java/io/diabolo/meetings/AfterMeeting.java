package io.diabolo.meetings;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from what came of a meeting: nobody who didn't come is forgotten. */
@Component
class AfterMeeting {
    private final MeetingTraces traces;
    private final Members members;
    private final Records records;
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final Texts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AfterMeeting(
            MeetingTraces traces,
            Members members,
            Records records,
            RecordTypes types,
            Workspaces workspaces,
            Texts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.traces = traces;
        this.members = members;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    void said(MeetingRecord row, Outcome outcome, UUID changeSet, Actor me) {
        traces.follow(row, changeSet, me);
        switch (outcome) {
            case HELD ->
                events.publishEvent(new MeetingHeld(
                        me.workspace(),
                        row.getId(),
                        row.getLeadId(),
                        row.getPersonId(),
                        new MemberId(row.getBookedBy()),
                        new MemberId(row.getOwnerId()),
                        row.getStartsAt().toInstant()));
            case MISSED -> {
                rebook(row, changeSet, me);
                events.publishEvent(new MeetingMissed(
                        me.workspace(),
                        row.getId(),
                        row.getLeadId(),
                        row.getPersonId(),
                        new MemberId(row.getBookedBy()),
                        new MemberId(row.getOwnerId()),
                        row.getStartsAt().toInstant()));
            }
            case CANCELLED -> traces.cancelled(row, me);
        }
    }

    /** Whoever booked it calls them today, to find another time. */
    private void rebook(MeetingRecord row, UUID changeSet, Actor me) {
        var settings = workspaces.settings();
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", "task");
        input.put("subject", texts.text(settings.locale(), "meeting.task.missed", row.getSubject()));
        input.put(
                "due_on", LocalDate.ofInstant(clock.instant(), settings.zone()).toString());
        input.put("owner", members.present(new MemberId(row.getBookedBy())).toString());
        put(input, "person", row.getPersonId());
        put(input, "company", row.getCompanyId());
        put(input, "lead", row.getLeadId());
        put(input, "opportunity", row.getOpportunityId());
        var wide = members.orderedBy(me.member()).through(me.origin());
        records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, wide);
    }

    private static void put(HashMap<String, @Nullable Object> input, String field, @Nullable UUID id) {
        if (id != null) {
            input.put(field, id.toString());
        }
    }
}
