package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What holds when an opportunity is written: its amounts, the journey it belongs to, its first stage. */
@Component
class OpportunityRules {
    /** What a field that must have a value is when nobody says. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "type", "new_business",
            "pipeline", "new_business",
            "recurring_period", "month",
            "channel", "unknown");

    private static final Set<String> FACTS = Set.of(
            "name",
            "person",
            "company",
            "type",
            "channel",
            "source",
            "owner",
            "one_off_amount",
            "recurring_amount",
            "recurring_period",
            "term_months",
            "deleted_at");

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Journeys journeys;
    private final Pairing pairing;
    private final PlaceInPipeline place;
    private final Clock clock;

    OpportunityRules(
            DSLContext sql,
            Workspaces workspaces,
            Journeys journeys,
            Pairing pairing,
            PlaceInPipeline place,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.journeys = journeys;
        this.pairing = pairing;
        this.place = place;
        this.clock = clock;
    }

    void apply(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "opportunity.fault.name");
        }
        DEFAULTS.forEach((field, value) -> {
            if (draft.gives(field) && draft.value(field) == null) {
                draft.set(field, value);
            }
        });
        if (draft.isNew() && !draft.gives("pipeline")) {
            draft.set("pipeline", Pipeline.usedFor(draft.text("type")));
        }
        if (!draft.isNew() && draft.gives("forecast_category") && draft.value("forecast_category") == null) {
            draft.set("forecast_category", "pipeline");
        }
        amounts(draft);
        place.check(draft, me);
        if (draft.isNew()) {
            create(draft, me);
        } else if (draft.gives("stage") && !Objects.equals(draft.value("stage"), stageOf(draft))) {
            draft.fault("stage", "opportunity.fault.moves");
        }
    }

    private static void amounts(Draft draft) {
        var oneOff = (Money) draft.value("one_off_amount");
        var recurring = (Money) draft.value("recurring_amount");
        // Both stand in one currency; the one that wasn't given follows when it is nothing.
        if (oneOff != null && recurring != null && !oneOff.currency().equals(recurring.currency())) {
            if (draft.gives("one_off_amount") && recurring.minor() == 0) {
                draft.set("recurring_amount", Money.ofMinor(0, oneOff.currency().getCurrencyCode()));
            } else if (draft.gives("recurring_amount") && oneOff.minor() == 0) {
                draft.set(
                        "one_off_amount", Money.ofMinor(0, recurring.currency().getCurrencyCode()));
            } else {
                draft.fault("recurring_amount", "opportunity.fault.currency");
            }
        }
        if (draft.value("term_months") instanceof Number months && months.longValue() <= 0) {
            draft.fault("term_months", "opportunity.fault.term");
        }
    }

    private @Nullable String stageOf(Draft draft) {
        return sql.select(OPPORTUNITY.STAGE)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(draft.id()))
                .fetchOne(OPPORTUNITY.STAGE);
    }

    private void create(Draft draft, Actor me) {
        var given = draft.gives("stage") ? draft.text("stage") : null;
        var stage = given == null ? Stage.DISCOVERY : Stage.named(given).orElseThrow();
        if (!Opportunities.REACHED.contains(stage)) {
            draft.fault("stage", "opportunity.fault.stage");
        }
        if (stage == Stage.LOST && draft.text("reason") == null) {
            draft.fault("reason", "opportunity.fault.reason");
        }
        if (draft.hasFaults()) {
            return;
        }
        if (!draft.gives("owner")) {
            draft.set("owner", me.member().value());
        }
        if (Opportunities.isClosed(stage) || draft.text("forecast_category") == null) {
            draft.set("forecast_category", ForecastCategory.of(stage));
        }
        if (Opportunities.isClosed(stage)) {
            if (draft.value("close_date") == null) {
                draft.set("close_date", today());
            }
        }
        draft.setColumn("journey_id", journey(draft));
        draft.extra("stage", stage);
    }

    /** A new sale goes on where its lead came to; what grows out of a customer, or has no lead, starts for itself. */
    private UUID journey(Draft draft) {
        var type = draft.text("type") == null ? "new_business" : Objects.requireNonNull(draft.text("type"));
        var lead = (UUID) draft.value("lead");
        if (lead != null) {
            return ofLead(draft, lead, type);
        }
        if (!type.equals("new_business")) {
            return journeys.start(type, signedWith((UUID) draft.value("company")), draft.changeSet());
        }
        var open = newestOpenLead((UUID) draft.value("person"), (UUID) draft.value("company"));
        return open == null ? journeys.start(type, null, draft.changeSet()) : ofLead(draft, open, type);
    }

    /** The lead's own journey; from its second opportunity on a journey that grows out of it. */
    private UUID ofLead(Draft draft, UUID lead, String type) {
        var row = sql.select(LEAD.JOURNEY_ID, LEAD.PERSON_ID, LEAD.COMPANY_ID, LEAD.CHANNEL, LEAD.SOURCE)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle();
        draft.set("lead", lead);
        take(draft, "person", row.value2());
        take(draft, "company", row.value3());
        take(draft, "channel", row.value4());
        take(draft, "source", row.value5());
        return type.equals("new_business") && pairing.take(row.value1(), draft.changeSet())
                ? row.value1()
                : journeys.start(type, row.value1(), draft.changeSet());
    }

    private static void take(Draft draft, String field, @Nullable Object value) {
        if (draft.value(field) == null && value != null) {
            draft.set(field, value);
        }
    }

    /** The newest open lead of the person, else of the company, that no opportunity has joined yet (rule 8). */
    private @Nullable UUID newestOpenLead(@Nullable UUID person, @Nullable UUID company) {
        var ofPerson = person == null ? null : openLead(LEAD.PERSON_ID.eq(person));
        return ofPerson != null || company == null ? ofPerson : openLead(LEAD.COMPANY_ID.eq(company));
    }

    private @Nullable UUID openLead(org.jooq.Condition whose) {
        return sql.select(LEAD.ID)
                .from(LEAD)
                .join(JOURNEY)
                .on(JOURNEY.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(JOURNEY.ID.eq(LEAD.JOURNEY_ID))
                .where(whose)
                .and(LEAD.DELETED_AT.isNull())
                .and(JOURNEY.OPPORTUNITY_ID.isNull())
                .and(JOURNEY.EXITED.isFalse())
                .and(JOURNEY.CURRENT_STAGE.le((short) Stage.QUALIFIED.number()))
                .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                .limit(1)
                .fetchOne(LEAD.ID);
    }

    private @Nullable UUID signedWith(@Nullable UUID company) {
        return company == null
                ? null
                : sql.select(JOURNEY.ID)
                        .from(JOURNEY)
                        .where(JOURNEY.COMPANY_ID.eq(company))
                        .and(JOURNEY.FURTHEST_STAGE.ge((short) Stage.WON.number()))
                        .and(JOURNEY.EXITED.isFalse())
                        .orderBy(JOURNEY.ON_7.desc().nullsLast(), JOURNEY.ID.desc())
                        .limit(1)
                        .fetchOne(JOURNEY.ID);
    }

    void written(Written written, Actor me) {
        if (written.created()) {
            enter(written, me);
            place.admit(written, me);
        } else if (written.changed().stream().anyMatch(FACTS::contains)) {
            if (written.changed().contains("deleted_at")) {
                pairing.returned(written.ids(), written.changeSet());
            }
            journeys.refresh(
                    DSL.select(OPPORTUNITY.JOURNEY_ID).from(OPPORTUNITY).where(OPPORTUNITY.ID.in(written.ids())));
        }
    }

    private void enter(Written written, Actor me) {
        var id = written.id();
        var stage = (Stage) Objects.requireNonNull(written.extras().get("stage"));
        var row = sql.select(OPPORTUNITY.JOURNEY_ID, OPPORTUNITY.CLOSE_DATE, OPPORTUNITY.REASON)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(id))
                .fetchSingle();
        var at = Opportunities.isClosed(stage) ? closedAt(row.value2()) : clock.instant();
        var last =
                new StageEntry(row.value1(), "opportunity", id, stage, at, stage == Stage.LOST ? row.value3() : null);
        // A deal that is lost at once had been open: an exit alone would count nowhere.
        var entries = stage == Stage.LOST
                ? List.of(new StageEntry(row.value1(), "opportunity", id, Stage.DISCOVERY, at, null), last)
                : List.of(last);
        journeys.enter(entries, written.changeSet(), me);
    }

    private Instant closedAt(@Nullable LocalDate day) {
        if (day == null || !day.isBefore(today())) {
            return clock.instant();
        }
        return day.atTime(LocalTime.NOON).atZone(workspaces.settings().zone()).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }
}
