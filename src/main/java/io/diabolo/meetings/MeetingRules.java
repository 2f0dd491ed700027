package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has to be right of a meeting before it is written, whoever writes it, and what follows from what is given. */
@Component
class MeetingRules {
    /** A visit may take a day; what takes longer is no meeting. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final DSLContext sql;
    private final HostStore store;
    private final Hosts hosts;
    private final Members members;
    private final MeetingSettings settings;
    private final PublicKeys keys;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    MeetingRules(
            DSLContext sql,
            HostStore store,
            Hosts hosts,
            Members members,
            MeetingSettings settings,
            PublicKeys keys,
            Workspaces workspaces,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.hosts = hosts;
        this.members = members;
        this.settings = settings;
        this.keys = keys;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    void apply(Draft draft, Actor me) {
        if (draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
        if (draft.text("kind") == null) {
            draft.set("kind", MeetingKind.DISCOVERY.id());
        }
        if (draft.isNew()) {
            fromLead(draft);
            draft.setColumn("link", keys.random());
            draft.setColumn("booked_by", me.member().value());
        }
        var host = store.of(host(draft));
        time(draft, host);
        if (draft.text("subject") == null) {
            draft.set("subject", subject(draft));
        }
        if (!draft.hasFaults()) {
            mayBeHeld(draft);
            free(draft, host);
        }
    }

    private static MemberId host(Draft draft) {
        return new MemberId((UUID) Objects.requireNonNull(draft.value("owner")));
    }

    private void time(Draft draft, Availability host) {
        if (!(draft.value("starts_at") instanceof Instant start)) {
            draft.fault("starts_at", "meeting.fault.start");
            return;
        }
        var kind = MeetingKind.named(String.valueOf(draft.text("kind"))).orElse(MeetingKind.DISCOVERY);
        if (!draft.isNew() && draft.gives("starts_at") && !draft.gives("ends_at")) {
            draft.set("ends_at", start.plus(length(draft.id(), host.length(kind))));
        }
        if (draft.value("ends_at") == null) {
            draft.set("ends_at", start.plus(host.length(kind)));
        }
        if (!(draft.value("ends_at") instanceof Instant end)
                || !end.isAfter(start)
                || end.isAfter(start.plus(LONGEST))) {
            draft.fault("ends_at", "meeting.fault.end", LONGEST.toHours());
        }
    }

    /** A meeting that is moved stays as long as it was. */
    private Duration length(@Nullable UUID id, Duration usual) {
        var row = id == null
                ? null
                : sql.select(MEETING.STARTS_AT, MEETING.ENDS_AT)
                        .from(MEETING)
                        .where(MEETING.ID.eq(id))
                        .fetchOne();
        return row == null ? usual : Duration.between(row.value1(), row.value2());
    }

    /** A lead's meeting is its person's and its company's too. */
    private void fromLead(Draft draft) {
        if (draft.value("lead") instanceof UUID lead) {
            sql.select(LEAD.PERSON_ID, LEAD.COMPANY_ID)
                    .from(LEAD)
                    .where(LEAD.ID.eq(lead))
                    .forEach(row -> {
                        if (draft.value("person") == null) {
                            draft.set("person", row.value1());
                        }
                        if (draft.value("company") == null) {
                            draft.set("company", row.value2());
                        }
                    });
        }
        if (draft.value("person") instanceof UUID person && draft.value("company") == null) {
            draft.set(
                    "company",
                    sql.select(PERSON.COMPANY_ID)
                            .from(PERSON)
                            .where(PERSON.ID.eq(person))
                            .fetchOne(PERSON.COMPANY_ID));
        }
        if (draft.value("person") == null
                && draft.value("company") == null
                && draft.value("lead") == null
                && draft.value("opportunity") == null) {
            draft.fault("person", "meeting.fault.of");
        }
    }

    private String subject(Draft draft) {
        var locale = workspaces.settings().locale();
        var kind = texts.text(locale, "choice.meeting.kind." + draft.text("kind"));
        var with = name(draft);
        return with.isEmpty() ? kind : texts.text(locale, "meeting.subject", kind, with);
    }

    private String name(Draft draft) {
        var found = draft.value("company") instanceof UUID company
                ? sql.select(COMPANY.NAME)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(company))
                        .fetchOne(COMPANY.NAME)
                : null;
        if (found == null && draft.value("person") instanceof UUID person) {
            found = sql.select(PERSON.NAME)
                    .from(PERSON)
                    .where(PERSON.ID.eq(person))
                    .fetchOne(PERSON.NAME);
        }
        return found == null ? "" : found;
    }

    /** The discovery meeting of a lead is an AE's, unless the team lets who qualifies hold it. */
    private void mayBeHeld(Draft draft) {
        var asks = draft.isNew() || draft.gives("owner") || draft.gives("kind");
        if (!asks
                || draft.value("lead") == null
                || !MeetingKind.DISCOVERY.id().equals(draft.text("kind"))
                || settings.qualifierHolds()) {
            return;
        }
        var member = members.find(host(draft));
        if (member != null && !Hosts.sells(member) && !member.administrator()) {
            draft.fault("owner", "meeting.fault.host");
        }
    }

    /** Two who write at once wait for each other here, so that the second finds the hour taken. */
    private void free(Draft draft, Availability host) {
        var start = (Instant) Objects.requireNonNull(draft.value("starts_at"));
        var end = (Instant) Objects.requireNonNull(draft.value("ends_at"));
        store.lock(List.of(host.member()));
        var id = draft.id();
        var known = id == null
                ? null
                : sql.selectFrom(MEETING).where(MEETING.ID.eq(id)).fetchOne();
        if (known != null) {
            var same = known.getStartsAt().toInstant().equals(start)
                    && known.getEndsAt().toInstant().equals(end)
                    && known.getOwnerId().equals(host.member().value());
            if (same || !known.getState().equals("booked")) {
                return;
            }
        }
        // What has been is written down as it was.
        if (start.isAfter(clock.instant()) && !hosts.isFree(host, new Span(start, end), id)) {
            draft.fault("starts_at", "meeting.fault.taken");
        }
    }
}
