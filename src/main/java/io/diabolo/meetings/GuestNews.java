package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.MEETING_INVITATION;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MeetingInvitationRecord;
import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.jooq.tables.records.PersonRecord;
import io.diabolo.mail.Attachment;
import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the guest is told of a meeting. Each time it is looked at how the meeting stands and what was said last: where they
 * differ a mail is queued, so that saying it twice says it once, and an undo is told like any other change.
 */
@Component
class GuestNews {
    private final DSLContext sql;
    private final Outbox outbox;
    private final Members members;
    private final PublicKeys keys;
    private final Agenda agenda;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;
    private final String publicUrl;

    GuestNews(
            DSLContext sql,
            Outbox outbox,
            Members members,
            PublicKeys keys,
            Agenda agenda,
            Workspaces workspaces,
            Texts texts,
            Clock clock,
            @Value("${diabolo.public-url:}") String publicUrl) {
        this.sql = sql;
        this.outbox = outbox;
        this.members = members;
        this.keys = keys;
        this.agenda = agenda;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
        this.publicUrl = publicUrl.strip().replaceFirst("/$", "");
    }

    /** Tells the guest how it stands, in the caller's transaction. */
    void settle(UUID meeting) {
        // Two who change it at once are told of one after the other.
        sql.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", meeting.toString());
        var row = sql.selectFrom(MEETING).where(MEETING.ID.eq(meeting)).fetchOne();
        var last = sql.selectFrom(MEETING_INVITATION)
                .where(MEETING_INVITATION.MEETING_ID.eq(meeting))
                .orderBy(MEETING_INVITATION.SEQUENCE.desc())
                .limit(1)
                .fetchOne();
        var invited = last != null && last.getMethod().equals("REQUEST");
        if (row == null || row.getDeletedAt() != null || row.getState().equals("cancelled")) {
            if (last != null && invited && last.getStartsAt().toInstant().isAfter(clock.instant())) {
                callOff(last, row);
            }
            return;
        }
        if (row.getState().equals("booked")
                && row.getStartsAt().toInstant().isAfter(clock.instant())
                && !(last != null && invited && isSame(last, row))) {
            invite(row, last == null ? 0 : last.getSequence() + 1);
        }
    }

    private static boolean isSame(MeetingInvitationRecord last, MeetingRecord row) {
        return last.getStartsAt().isEqual(row.getStartsAt())
                && last.getEndsAt().isEqual(row.getEndsAt())
                && last.getHostId().equals(row.getOwnerId());
    }

    private void invite(MeetingRecord row, int sequence) {
        var person = person(row.getPersonId());
        var address = person == null ? null : person.getEmail();
        var host = members.find(new MemberId(row.getOwnerId()));
        if (person == null || address == null || host == null || host.email() == null) {
            return;
        }
        var locale = locale(person);
        var when = agenda.moment(row.getStartsAt().toInstant(), zone(row), locale);
        var key = sequence == 0 ? "meeting.invitation.new" : "meeting.invitation.moved";
        var text = texts.text(locale, key, when, zone(row).getId(), host.name(), place(row)) + link(row, locale);
        var kind = texts.text(locale, "choice.meeting.kind." + row.getKind());
        var invitation = new Invitation(
                row.getId(),
                sequence,
                false,
                texts.text(
                        locale,
                        "meeting.invitation.subject",
                        kind,
                        workspaces.settings().name()),
                row.getStartsAt().toInstant(),
                row.getEndsAt().toInstant(),
                row.getPlace(),
                text,
                host.name(),
                host.email(),
                person.getName(),
                address,
                clock.instant());
        send(invitation, host.id(), row, text);
    }

    /** One that hasn't left yet is held back, and nobody hears of it. */
    private void callOff(MeetingInvitationRecord last, @Nullable MeetingRecord row) {
        var mail = last.getMailId();
        var first = last.getSequence() == 0;
        if (mail == null || (outbox.withdraw(mail) && first)) {
            keep(last.getMeetingId(), last.getSequence() + 1, "CANCEL", last, null, null);
            return;
        }
        var host = members.find(new MemberId(last.getHostId()));
        if (host == null || host.email() == null) {
            return;
        }
        var locale = workspaces.settings().locale();
        var zone = row == null ? workspaces.settings().zone() : zone(row);
        var when = agenda.moment(last.getStartsAt().toInstant(), zone, locale);
        var text = texts.text(locale, "meeting.invitation.cancelled", when, zone.getId(), host.name());
        var invitation = new Invitation(
                last.getMeetingId(),
                last.getSequence() + 1,
                true,
                last.getSubject(),
                last.getStartsAt().toInstant(),
                last.getEndsAt().toInstant(),
                null,
                text,
                host.name(),
                host.email(),
                last.getRecipient(),
                last.getRecipient(),
                clock.instant());
        var sent = outbox.put(letter(invitation, host.id(), row, text));
        keep(last.getMeetingId(), invitation.sequence(), "CANCEL", last, id(sent), why(sent));
    }

    private void send(Invitation invitation, MemberId host, MeetingRecord row, String text) {
        var sent = outbox.put(letter(invitation, host, row, text));
        var told = sql.newRecord(MEETING_INVITATION);
        told.setStartsAt(row.getStartsAt());
        told.setEndsAt(row.getEndsAt());
        told.setHostId(row.getOwnerId());
        told.setRecipient(invitation.guestAddress());
        told.setSubject(invitation.subject());
        told.setBookedIn(row.getCreatedIn());
        keep(row.getId(), invitation.sequence(), "REQUEST", told, id(sent), why(sent));
    }

    private Letter letter(Invitation invitation, MemberId host, @Nullable MeetingRecord row, String text) {
        var file = new Attachment(
                "invite.ics",
                "text/calendar; charset=utf-8; method=" + invitation.method(),
                invitation.ics().getBytes(StandardCharsets.UTF_8));
        return new Letter(
                host,
                row == null ? null : row.getPersonId(),
                invitation.guestAddress(),
                invitation.subject(),
                text,
                MailPurpose.INVITATION,
                row == null || row.getLeadId() == null ? null : "lead",
                row == null ? null : row.getLeadId(),
                clock.instant(),
                null,
                List.of(file));
    }

    private static @Nullable UUID id(Sending sent) {
        return sent instanceof Sending.Queued queued ? queued.mail() : null;
    }

    private static @Nullable String why(Sending sent) {
        return sent instanceof Sending.Refused refused ? refused.reasonKey() : null;
    }

    private void keep(
            UUID meeting,
            int sequence,
            String method,
            MeetingInvitationRecord of,
            @Nullable UUID mail,
            @Nullable String refused) {
        sql.insertInto(MEETING_INVITATION)
                .set(MEETING_INVITATION.MEETING_ID, meeting)
                .set(MEETING_INVITATION.SEQUENCE, sequence)
                .set(MEETING_INVITATION.METHOD, method)
                .set(MEETING_INVITATION.STARTS_AT, of.getStartsAt())
                .set(MEETING_INVITATION.ENDS_AT, of.getEndsAt())
                .set(MEETING_INVITATION.HOST_ID, of.getHostId())
                .set(MEETING_INVITATION.RECIPIENT, of.getRecipient())
                .set(MEETING_INVITATION.SUBJECT, of.getSubject())
                .set(MEETING_INVITATION.BOOKED_IN, of.getBookedIn())
                .set(MEETING_INVITATION.MAIL_ID, mail)
                .set(MEETING_INVITATION.REFUSED, refused)
                .set(MEETING_INVITATION.AT, HostStore.utc(clock.instant()))
                .execute();
    }

    private @Nullable PersonRecord person(@Nullable UUID id) {
        return id == null
                ? null
                : sql.selectFrom(PERSON).where(PERSON.ID.eq(id)).fetchOne();
    }

    private ZoneId zone(MeetingRecord row) {
        var zone = row.getGuestZone();
        return zone == null ? workspaces.settings().zone() : ZoneId.of(zone);
    }

    private Locale locale(PersonRecord person) {
        return switch (Objects.requireNonNullElse(person.getLanguage(), "")) {
            case "fr" -> Locale.FRANCE;
            case "en" -> Locale.UK;
            default -> workspaces.settings().locale();
        };
    }

    private static String place(MeetingRecord row) {
        return Objects.requireNonNullElse(row.getPlace(), "");
    }

    /** Only where the address is known at which browsers find this Diabolo. */
    private String link(MeetingRecord row, Locale locale) {
        return publicUrl.isEmpty()
                ? ""
                : "\n\n"
                        + texts.text(
                                locale, "meeting.invitation.link", publicUrl + "/booked/" + keys.whole(row.getLink()));
    }

    /** Those of the bookings that a command made, when it is undone. */
    List<UUID> bookedIn(UUID changeSet) {
        return sql.selectDistinct(MEETING_INVITATION.MEETING_ID)
                .from(MEETING_INVITATION)
                .where(MEETING_INVITATION.BOOKED_IN.eq(changeSet))
                .fetch(MEETING_INVITATION.MEETING_ID);
    }

    /** When the guest was last told, and by what mail; null when never. */
    @Nullable
    Told told(UUID meeting) {
        return sql.selectFrom(MEETING_INVITATION)
                .where(MEETING_INVITATION.MEETING_ID.eq(meeting))
                .orderBy(MEETING_INVITATION.SEQUENCE.desc())
                .limit(1)
                .fetchOne(row -> new Told(row.getAt().toInstant(), row.getMailId(), row.getRefused()));
    }

    /** @param refused text key of why no mail left; null when one did */
    record Told(Instant at, @Nullable UUID mail, @Nullable String refused) {}
}
