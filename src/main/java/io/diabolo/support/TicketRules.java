package io.diabolo.support;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.directory.Companies;
import io.diabolo.directory.Domain;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What holds for every ticket, however it is written: whose it is, when it ended, and the promises that follow. */
@Component
class TicketRules {
    private static final int LONGEST = 100_000;
    /** By these it is decided what is promised. */
    private static final Set<String> DECIDING = Set.of("priority", "company", "person");

    private static final Set<String> PROMISED = Set.of("status", "priority", "company", "person");
    private final DSLContext sql;
    private final SlaClocks clocks;
    private final Conversation conversation;
    /** Later: companies are records themselves, and the records know all types. */
    private final ObjectProvider<Companies> companies;

    private final Clock clock;

    TicketRules(
            DSLContext sql,
            SlaClocks clocks,
            Conversation conversation,
            ObjectProvider<Companies> companies,
            Clock clock) {
        this.sql = sql;
        this.clocks = clocks;
        this.conversation = conversation;
        this.companies = companies;
        this.clock = clock;
    }

    void prepare(Draft draft, Actor me) {
        if (draft.text("subject") == null) {
            draft.fault("subject", "ticket.fault.subject");
        }
        if (draft.gives("tier") && draft.value("tier") instanceof Long tier && (tier < 1 || tier > 3)) {
            draft.fault("tier", "ticket.fault.tier");
        }
        var description = draft.text("description");
        if (description != null && description.length() > LONGEST) {
            draft.fault("description", "ticket.fault.long", LONGEST);
        }
        usual(draft, "description", "");
        usual(draft, "status", "new");
        usual(draft, "priority", "normal");
        usual(draft, "tier", 1L);
        usual(draft, "channel", me.origin() == Origin.API ? "api" : "phone");
        requester(draft, me);
        if (draft.gives("opened_at") && draft.value("opened_at") == null && !draft.isNew()) {
            draft.fault("opened_at", "ticket.fault.opened");
        }
        if (draft.isNew()) {
            if (draft.value("opened_at") == null) {
                draft.set("opened_at", clock.instant());
            }
            if (draft.value("opened_at") instanceof Instant at) {
                draft.setColumn("awaiting_since", at.atOffset(ZoneOffset.UTC));
            }
        }
        if (draft.gives("status")) {
            course(draft);
        }
    }

    private static void usual(Draft draft, String field, Object value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }

    /** What is known of who asks: by the person their address and company, by the address the person. */
    private void requester(Draft draft, Actor me) {
        if (!draft.gives("person") && !draft.gives("requester_email")) {
            return;
        }
        var email = draft.text("requester_email");
        var person = draft.value("person") instanceof UUID id ? id : null;
        if (person == null && email != null && draft.gives("requester_email")) {
            person = sql.select(PERSON.ID)
                    .from(PERSON)
                    .where(PERSON.EMAIL.eq(email))
                    .and(PERSON.DELETED_AT.isNull())
                    .orderBy(PERSON.CREATED_AT)
                    .limit(1)
                    .fetchOne(PERSON.ID);
            if (person != null) {
                draft.set("person", person);
            }
        }
        var known = person == null
                ? null
                : sql.selectFrom(PERSON).where(PERSON.ID.eq(person)).fetchOne();
        if (known != null) {
            fill(draft, "requester_email", known.getEmail());
            fill(draft, "requester_name", known.getName());
            fill(draft, "company", known.getCompanyId());
            fill(draft, "language", language(known.getLanguage()));
        }
        if (draft.value("company") == null && email != null) {
            var domain = Domain.of(email).orElse(null);
            fill(draft, "company", domain == null ? null : companies.getObject().find(null, domain, me));
        }
    }

    static @Nullable String language(@Nullable String spoken) {
        return spoken != null && (spoken.startsWith("fr") || spoken.startsWith("en")) ? spoken.substring(0, 2) : null;
    }

    private static void fill(Draft draft, String field, @Nullable Object value) {
        if (draft.value(field) == null && value != null) {
            draft.set(field, value);
        }
    }

    /** Ended and begun again, as the status says. */
    private void course(Draft draft) {
        var status = TicketStatus.of(Objects.requireNonNull(draft.text("status")));
        var row = draft.id() == null
                ? null
                : sql.selectFrom(TICKET).where(TICKET.ID.eq(draft.id())).fetchOne();
        if (!status.isOver()) {
            draft.setColumn("solved_at", null);
            draft.setColumn("closed_at", null);
            return;
        }
        var now = now();
        draft.setColumn("awaiting_since", null);
        draft.setColumn("solved_at", row == null || row.getSolvedAt() == null ? now : row.getSolvedAt());
        // What was solved without a word was answered by being solved.
        draft.setColumn(
                "first_response_at", row == null || row.getFirstResponseAt() == null ? now : row.getFirstResponseAt());
        draft.setColumn("closed_at", status == TicketStatus.CLOSED ? now : null);
    }

    void written(Written written, Actor me) {
        if (written.created()) {
            var row = sql.selectFrom(TICKET).where(TICKET.ID.eq(written.id())).fetchSingle();
            conversation.begin(row, written.changeSet());
            if (TicketStatus.of(row.getStatus()).isOurs()) {
                clocks.begin(List.of(row), written.changeSet());
                row.update();
            } else {
                clocks.follow(written.id(), written.changeSet(), false);
            }
            return;
        }
        if (written.changed().stream().noneMatch(PROMISED::contains)) {
            return;
        }
        var anew = written.changed().stream().anyMatch(DECIDING::contains);
        List<UUID> all = written.one() != null
                ? List.of(written.id())
                : sql.fetch(written.ids()).map(row -> row.value1());
        all.forEach(id -> clocks.follow(id, written.changeSet(), anew));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
