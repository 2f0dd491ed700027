package io.diabolo.directory;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.mentions.Mentions;
import io.diabolo.mentions.Mentions.Place;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notes, calls, mails, meetings and tasks: what happened with a record or is to be done. */
@Component
@Order(60)
class ActivityType implements RecordType {
    private static final io.diabolo.jooq.tables.Company OF_COMPANY = COMPANY.as("of_company");
    private static final io.diabolo.jooq.tables.Person OF_PERSON = PERSON.as("of_person");
    private static final io.diabolo.jooq.tables.Lead OF_LEAD = LEAD.as("of_lead");
    private static final io.diabolo.jooq.tables.Opportunity OF_OPPORTUNITY = OPPORTUNITY.as("of_opportunity");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    /** Of what kind its text is, for who is named in it. */
    static final String WRITTEN = "activity";

    private final DSLContext sql;
    private final Mentions mentions;
    private final Clock clock;

    ActivityType(DSLContext sql, @Lazy Mentions mentions, Clock clock) {
        this.sql = sql;
        this.mentions = mentions;
        this.clock = clock;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("subject", TEXT, ACTIVITY.SUBJECT),
            RecordField.choice("kind", ACTIVITY.KIND, List.of("note", "call", "mail", "meeting", "task")),
            RecordField.choice("direction", ACTIVITY.DIRECTION, List.of("inbound", "outbound")),
            RecordField.of("body", LONG_TEXT, ACTIVITY.BODY),
            RecordField.reference("company", "company", ACTIVITY.COMPANY_ID, OF_COMPANY.NAME),
            RecordField.reference("person", "person", ACTIVITY.PERSON_ID, OF_PERSON.NAME),
            RecordField.reference("lead", "lead", ACTIVITY.LEAD_ID, OF_LEAD.NAME)
                    .under(SELDOM),
            RecordField.reference("opportunity", "opportunity", ACTIVITY.OPPORTUNITY_ID, OF_OPPORTUNITY.NAME),
            RecordField.of("at", INSTANT, ACTIVITY.AT),
            RecordField.of("due_on", DATE, ACTIVITY.DUE_ON),
            RecordField.of("done_at", INSTANT, ACTIVITY.DONE_AT),
            RecordField.member("owner", ACTIVITY.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ACTIVITY.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(RecordField.Use.BULK));

    @Override
    public String id() {
        return "activity";
    }

    @Override
    public String plural() {
        return "activities";
    }

    @Override
    public Table<?> table() {
        return ACTIVITY;
    }

    @Override
    public Table<?> from() {
        return ACTIVITY.leftJoin(OF_COMPANY)
                .on(OF_COMPANY.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(OF_COMPANY.ID.eq(ACTIVITY.COMPANY_ID))
                .leftJoin(OF_PERSON)
                .on(OF_PERSON.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(OF_PERSON.ID.eq(ACTIVITY.PERSON_ID))
                .leftJoin(OF_LEAD)
                .on(OF_LEAD.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(OF_LEAD.ID.eq(ACTIVITY.LEAD_ID))
                .leftJoin(OF_OPPORTUNITY)
                .on(OF_OPPORTUNITY.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(OF_OPPORTUNITY.ID.eq(ACTIVITY.OPPORTUNITY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(OWNER.ID.eq(ACTIVITY.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("subject", "kind", "company", "person", "due_on", "done_at", "owner");
    }

    @Override
    public String defaultSort() {
        return "-at";
    }

    /** Calls and mails are found through whom they were with; there are millions of them, and all are called alike. */
    @Override
    public boolean isSearchedInPart() {
        return true;
    }

    @Override
    public Set<String> searched() {
        return Set.of();
    }

    /** Notes and tasks that have a title. */
    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ACTIVITY.ID,
                        ACTIVITY.OWNER_ID,
                        ACTIVITY.SUBJECT,
                        inline(""),
                        function("fold", String.class, ACTIVITY.SUBJECT))
                .from(ACTIVITY)
                .where(ACTIVITY.ID.in(ids))
                .and(ACTIVITY.KIND.in("note", "task"))
                .and(ACTIVITY.COACHING_NOTE_ID.isNull())
                .and(ACTIVITY.SUBJECT.ne(""));
    }

    /** What was agreed in a talk between two is theirs: the member's whose task it is; their manager reads it in the talk. */
    @Override
    public Condition seenBy(Actor me) {
        return ACTIVITY.COACHING_NOTE_ID
                .isNull()
                .or(ACTIVITY.OWNER_ID.eq(me.member().value()));
    }

    @Override
    public Condition handedOver() {
        return ACTIVITY.COACHING_NOTE_ID.isNull();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("subject") == null && draft.text("body") == null) {
            draft.fault("body", "activity.fault.empty");
        }
        if (draft.gives("kind") && draft.value("kind") == null) {
            draft.set("kind", "note");
        }
        if (!draft.isNew()) {
            return;
        }
        if (draft.value("company") == null
                && draft.value("person") == null
                && draft.value("lead") == null
                && draft.value("opportunity") == null) {
            draft.fault("company", "activity.fault.of");
        }
        if (draft.text("kind") == null) {
            draft.set("kind", "note");
        }
        for (var text : new String[] {"subject", "body"}) {
            if (draft.value(text) == null) {
                draft.set(text, "");
            }
        }
        if (draft.value("at") == null) {
            draft.set("at", clock.instant());
        }
        if (!draft.gives("owner")) {
            draft.set("owner", me.member().value());
        }
    }

    /** What members write themselves: a mail's words are its sender's, and a file's rows are of the past. */
    @Override
    public void written(Written written, Actor me) {
        var byHand = me.origin() == Origin.PAGE || me.origin() == Origin.API;
        if (written.one() == null
                || !byHand
                || !written.created() && !written.changed().contains("body")) {
            return;
        }
        var row = sql.selectFrom(ACTIVITY).where(ACTIVITY.ID.eq(written.id())).fetchSingle();
        if (row.getKind().equals("mail")) {
            return;
        }
        mentions.keep(
                new Mentions.Written(WRITTEN, row.getId(), row.getBody(), written.changeSet()),
                Stream.of(
                                place("opportunity", "opportunities", row.getOpportunityId(), row.getId()),
                                place("lead", "leads", row.getLeadId(), row.getId()),
                                place("person", "people", row.getPersonId(), row.getId()),
                                place("company", "companies", row.getCompanyId(), row.getId()))
                        .flatMap(Optional::stream)
                        .toList(),
                me);
    }

    private static Optional<Place> place(String type, String plural, @Nullable UUID record, UUID activity) {
        return record == null
                ? Optional.empty()
                : Optional.of(new Place(type, record, "/" + plural + "/" + record + "#activity-" + activity));
    }
}
