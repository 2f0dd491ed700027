package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.PERSON;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Status;
import biweekly.property.Uid;
import biweekly.util.Duration;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Meetings as their host's calendar program reads them (RFC 5545), under the id that the guest's invitation has. */
@Component
class HostCalendar {
    private static final int MOST = 1_000;
    private static final int BACK_DAYS = 60;
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;
    private final String publicUrl;

    HostCalendar(
            DSLContext sql, Workspaces workspaces, Clock clock, @Value("${diabolo.public-url:}") String publicUrl) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
        this.publicUrl = publicUrl.strip().replaceFirst("/+$", "");
    }

    /** A member's own: two months back, and all that lies ahead. What was cancelled isn't in it. Reads meeting_of_owner. */
    String of(MemberId host) {
        var since = HostStore.utc(clock.instant()).minusDays(BACK_DAYS);
        var calendar = calendar(events(MEETING.OWNER_ID
                .eq(host.value())
                .and(MEETING.STATE.in("booked", "held"))
                .and(MEETING.STARTS_AT.gt(since))));
        calendar.setName(workspaces.settings().name());
        calendar.addExperimentalProperty("X-WR-CALNAME", workspaces.settings().name());
        calendar.setRefreshInterval(Duration.builder().hours(1).build());
        return Biweekly.write(calendar).go();
    }

    /** One alone, to be put into a calendar by hand. */
    String one(UUID meeting) {
        return Biweekly.write(calendar(events(MEETING.ID.eq(meeting)))).go();
    }

    private static ICalendar calendar(List<VEvent> events) {
        var calendar = new ICalendar();
        calendar.setMethod(Method.publish());
        calendar.setProductId("-//Diabolo//meetings//EN");
        events.forEach(calendar::addEvent);
        return calendar;
    }

    private List<VEvent> events(Condition which) {
        return sql.select(MEETING.fields())
                .select(PERSON.NAME, COMPANY.NAME)
                .from(MEETING)
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(PERSON.ID.eq(MEETING.PERSON_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(MEETING.WORKSPACE_ID))
                .and(COMPANY.ID.eq(MEETING.COMPANY_ID))
                .where(which)
                .and(MEETING.DELETED_AT.isNull())
                .orderBy(MEETING.STARTS_AT.desc(), MEETING.ID.desc())
                .limit(MOST)
                .fetch(this::event);
    }

    private VEvent event(Record row) {
        var event = new VEvent();
        event.setUid(new Uid(row.get(MEETING.ID) + "@diabolo"));
        event.setDateTimeStamp(Date.from(row.get(MEETING.UPDATED_AT).toInstant()));
        event.setDateStart(Date.from(row.get(MEETING.STARTS_AT).toInstant()));
        event.setDateEnd(Date.from(row.get(MEETING.ENDS_AT).toInstant()));
        event.setSummary(row.get(MEETING.SUBJECT));
        event.setSequence(row.get(MEETING.VERSION));
        event.setStatus(row.get(MEETING.STATE).equals("cancelled") ? Status.cancelled() : Status.confirmed());
        var with = Stream.of(row.get(PERSON.NAME), row.get(COMPANY.NAME))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        var notes = Objects.requireNonNullElse(row.get(MEETING.NOTES), "");
        event.setDescription((with + "\n\n" + notes).strip());
        var place = row.get(MEETING.PLACE);
        if (place != null && !place.isBlank()) {
            event.setLocation(place);
        }
        if (!publicUrl.isEmpty()) {
            event.setUrl(publicUrl + "/meetings/" + row.get(MEETING.ID));
        }
        return event;
    }
}
