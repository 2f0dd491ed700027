package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.Companies;
import io.diabolo.directory.Domain;
import io.diabolo.directory.EmailAddress;
import io.diabolo.directory.People;
import io.diabolo.directory.PhoneNumbers;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What holds when a lead is written: whose pursuit it is, its name, its journey and first stage. */
@Component
class LeadRules {
    private static final Set<String> OF_PERSON = Set.of("first_name", "last_name", "email", "phone", "title");
    private static final Set<String> FACTS =
            Set.of("person", "company", "channel", "source", "campaign", "owner", "deleted_at");

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Companies companies;
    private final People people;
    private final Journeys journeys;
    private final Routing routing;
    private final LeadLimits limits;
    private final Clock clock;

    LeadRules(
            DSLContext sql,
            Workspaces workspaces,
            Companies companies,
            People people,
            Journeys journeys,
            Routing routing,
            LeadLimits limits,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.companies = companies;
        this.people = people;
        this.journeys = journeys;
        this.routing = routing;
        this.limits = limits;
        this.clock = clock;
    }

    void apply(Draft draft, Actor me) {
        reach(draft);
        defaults(draft);
        if (draft.isNew()) {
            create(draft, me);
        } else {
            update(draft, me);
        }
    }

    private void reach(Draft draft) {
        var email = given(draft, "email");
        if (email != null) {
            EmailAddress.of(email)
                    .ifPresentOrElse(
                            right -> draft.set("email", right.text()),
                            () -> draft.fault("email", "directory.fault.email"));
        }
        var phone = given(draft, "phone");
        if (phone != null) {
            PhoneNumbers.e164(phone, workspaces.settings().country())
                    .ifPresentOrElse(
                            right -> draft.set("phone", right), () -> draft.fault("phone", "directory.fault.phone"));
        }
    }

    private void defaults(Draft draft) {
        if (draft.gives("channel") && draft.value("channel") == null) {
            draft.set("channel", "unknown");
        }
        if (draft.gives("status") && draft.value("status") == null) {
            draft.set("status", "new");
        }
        if (limits.givesScore(draft)) {
            // A score that somebody gave stays; emptied, it is for the rules to say.
            draft.setColumn("score_basis", null);
        }
        if (draft.value("score") instanceof Long score && (score < 0 || score > 100)) {
            draft.fault("score", "lead.fault.score");
        }
    }

    private void create(Draft draft, Actor me) {
        var stage = firstStage(draft);
        var sketch = sketch(draft);
        if (draft.value("person") == null
                && draft.value("company") == null
                && sketch.isEmpty()
                && draft.text("external_id") == null) {
            draft.fault("last_name", "lead.fault.who");
        }
        if (stage == Stage.DISQUALIFIED && draft.text("reason") == null) {
            draft.fault("reason", "lead.fault.reason");
        }
        limits.asked(draft, stage, me);
        if (draft.hasFaults()) {
            return;
        }
        if (draft.value("owner") == null) {
            // Until the rules say whose it is, which they can once it is there with its company.
            draft.set("owner", me.member().value());
            draft.extra("route", true);
        }
        if (!draft.gives("status")) {
            draft.set("status", LeadStatus.of(stage));
        }
        who(draft, sketch, me);
        draft.setColumn("name", name(draft));
        draft.setColumn(
                "journey_id",
                journeys.startOrGoOn((UUID) draft.value("person"), (UUID) draft.value("company"), draft.changeSet()));
        draft.extra("stage", stage);
    }

    /** Finds or makes the person by e-mail or phone, and the company by the e-mail's own domain. */
    private void who(Draft draft, People.Sketch sketch, Actor me) {
        var domain = sketch.email() == null ? null : Domain.of(sketch.email()).orElse(null);
        if (draft.value("company") == null && domain != null) {
            draft.set("company", companies.find(null, domain, me));
        }
        if (draft.value("person") == null && !sketch.isEmpty()) {
            var whole = new People.Sketch(
                    sketch.firstName(), sketch.lastName(), sketch.email(), sketch.phone(), sketch.title(), (UUID)
                            draft.value("company"));
            draft.set("person", people.findOrCreate(whole, draft.changeSet(), me));
        }
        var person = (UUID) draft.value("person");
        if (draft.value("company") == null && person != null) {
            draft.set(
                    "company",
                    sql.select(PERSON.COMPANY_ID)
                            .from(PERSON)
                            .where(PERSON.ID.eq(person))
                            .fetchOne(PERSON.COMPANY_ID));
        }
    }

    private static People.Sketch sketch(Draft draft) {
        return new People.Sketch(
                given(draft, "first_name"),
                given(draft, "last_name"),
                given(draft, "email"),
                given(draft, "phone"),
                given(draft, "title"),
                null);
    }

    private void update(Draft draft, Actor me) {
        if (draft.gives("stage") && !Objects.equals(draft.value("stage"), stageOf(draft))) {
            draft.fault("stage", "lead.fault.moves");
        }
        limits.status(draft);
        var person = (UUID) draft.value("person");
        var ofPerson = new HashMap<String, @Nullable Object>();
        OF_PERSON.stream().filter(draft::gives).forEach(name -> ofPerson.put(name, draft.value(name)));
        if (!ofPerson.isEmpty() && person != null && !people.isVisible(person, me)) {
            ofPerson.keySet().forEach(name -> draft.fault(name, "lead.fault.person"));
        }
        if (draft.hasFaults()) {
            return;
        }
        if (!ofPerson.isEmpty() && person != null) {
            people.update(person, ofPerson, draft.changeSet(), me);
        }
        if (draft.gives("person") || draft.gives("company") || !ofPerson.isEmpty()) {
            draft.setColumn("name", name(draft));
        }
    }

    private @Nullable String stageOf(Draft draft) {
        return sql.select(LEAD.STAGE).from(LEAD).where(LEAD.ID.eq(draft.id())).fetchOne(LEAD.STAGE);
    }

    /** The person's, else the company's, else the external id. */
    private String name(Draft draft) {
        var person = (UUID) draft.value("person");
        if (person != null) {
            return sql.select(PERSON.NAME)
                    .from(PERSON)
                    .where(PERSON.ID.eq(person))
                    .fetchSingle()
                    .value1();
        }
        var company = (UUID) draft.value("company");
        if (company != null) {
            return sql.select(COMPANY.NAME)
                    .from(COMPANY)
                    .where(COMPANY.ID.eq(company))
                    .fetchSingle()
                    .value1();
        }
        var external = draft.text("external_id");
        return external == null ? "" : external;
    }

    private static Stage firstStage(Draft draft) {
        var given = given(draft, "stage");
        if (given != null) {
            return Stage.named(given).orElseThrow();
        }
        return LeadStatus.stage(given(draft, "status"));
    }

    void written(Written written, Actor me) {
        if (written.created()) {
            if (written.extras().containsKey("route")) {
                routing.assignNew(written.id(), written.changeSet(), me);
            }
            enter(written, me);
        } else if (written.changed().stream().anyMatch(FACTS::contains)) {
            journeys.refresh(DSL.select(LEAD.JOURNEY_ID).from(LEAD).where(LEAD.ID.in(written.ids())));
        }
    }

    /** A lead made at a later stage passed by lead; an exit is entered after it. */
    private void enter(Written written, Actor me) {
        var id = written.id();
        var stage = (Stage) Objects.requireNonNull(written.extras().get("stage"));
        var row = sql.select(LEAD.JOURNEY_ID, LEAD.REASON)
                .from(LEAD)
                .where(LEAD.ID.eq(id))
                .fetchSingle();
        var journey = row.value1();
        var now = clock.instant();
        var entries = stage.number() <= Stage.LEAD.number()
                ? List.of(new StageEntry(journey, "lead", id, stage, now, null))
                : List.of(
                        new StageEntry(journey, "lead", id, Stage.LEAD, now, null),
                        new StageEntry(journey, "lead", id, stage, now, stage.isExit() ? row.value2() : null));
        journeys.enter(entries, written.changeSet(), me);
        limits.began(id, stage, me);
    }

    private static @Nullable String given(Draft draft, String field) {
        return draft.gives(field) ? draft.text(field) : null;
    }
}
