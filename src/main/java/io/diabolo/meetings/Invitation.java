package io.diabolo.meetings;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.parameter.Role;
import biweekly.property.Attendee;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Uid;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as calendar programs understand it (iTIP, RFC 5546): the same id each time, and a number that rises.
 *
 * @param calledOff whether it won't take place
 */
record Invitation(
        UUID meeting,
        int sequence,
        boolean calledOff,
        String subject,
        Instant start,
        Instant end,
        @Nullable String place,
        String text,
        String hostName,
        String hostAddress,
        String guestName,
        String guestAddress,
        Instant now) {
    String method() {
        return calledOff ? "CANCEL" : "REQUEST";
    }

    String ics() {
        var event = new VEvent();
        event.setUid(new Uid(meeting + "@diabolo"));
        event.setDateTimeStamp(Date.from(now));
        event.setDateStart(Date.from(start));
        event.setDateEnd(Date.from(end));
        event.setSummary(subject);
        event.setDescription(text);
        event.setSequence(sequence);
        event.setStatus(calledOff ? Status.cancelled() : Status.confirmed());
        event.setOrganizer(new Organizer(hostName, hostAddress));
        if (place != null && !place.isBlank()) {
            event.setLocation(place);
        }
        var guest = new Attendee(guestName, guestAddress);
        guest.setRsvp(true);
        guest.setRole(Role.ATTENDEE);
        guest.setParticipationStatus(ParticipationStatus.NEEDS_ACTION);
        event.addAttendee(guest);
        var calendar = new ICalendar();
        calendar.setMethod(calledOff ? Method.cancel() : Method.request());
        calendar.setProductId("-//Diabolo//meetings//EN");
        calendar.addEvent(event);
        return Biweekly.write(calendar).go();
    }
}
