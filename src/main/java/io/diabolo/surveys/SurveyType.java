package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Surveys as lists, API and files see them: what is asked, of whom, when, and how often at most. */
@Component
@Order(82)
class SurveyType implements RecordType {
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
    private static final int LONGEST_QUESTION = 300;
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;
    private final Clock clock;

    SurveyType(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, SURVEY.NAME).sortedBy(SURVEY.NAME_KEY),
            RecordField.choice("kind", SURVEY.KIND, SurveyKind.ids()).without(Use.BULK),
            RecordField.choice("state", SURVEY.STATE, List.of("draft", "running", "ended")),
            RecordField.choice("occasion", SURVEY.OCCASION, List.of("schedule", "go_live", "link"))
                    .without(Use.BULK),
            RecordField.of("starts_on", DATE, SURVEY.STARTS_ON),
            RecordField.of("every_months", INTEGER, SURVEY.EVERY_MONTHS).without(Use.BULK),
            RecordField.of("after_days", INTEGER, SURVEY.AFTER_DAYS).without(Use.BULK),
            RecordField.choice("segment", SURVEY.SEGMENT, SEGMENTS),
            RecordField.of("sample_percent", INTEGER, SURVEY.SAMPLE_PERCENT).without(Use.BULK),
            RecordField.of("quiet_days", INTEGER, SURVEY.QUIET_DAYS).without(Use.BULK),
            RecordField.of("question", LONG_TEXT, SURVEY.QUESTION).without(Use.BULK, Use.SORT),
            RecordField.member("owner", SURVEY.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, SURVEY.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, SURVEY.CREATED_AT));

    @Override
    public String id() {
        return "survey";
    }

    @Override
    public String plural() {
        return "surveys";
    }

    @Override
    public Table<?> table() {
        return SURVEY;
    }

    @Override
    public Table<?> from() {
        return SURVEY.leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(SURVEY.WORKSPACE_ID))
                .and(OWNER.ID.eq(SURVEY.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "state", "occasion", "starts_on", "sample_percent", "owner");
    }

    /** None: all see what customers are asked, so that nobody asks beside it. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Map<String, String> usual(Actor me) {
        return Map.of(
                "kind", "nps",
                "state", "draft",
                "occasion", "schedule",
                "after_days", "30",
                "sample_percent", "100",
                "quiet_days", "90");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        SurveyRights.ask(me);
        if (draft.text("name") == null) {
            draft.fault("name", "survey.fault.name");
        }
        usual(draft, "kind", "nps");
        usual(draft, "state", "draft");
        usual(draft, "occasion", "schedule");
        usual(draft, "after_days", 30L);
        usual(draft, "sample_percent", 100L);
        usual(draft, "quiet_days", 90L);
        usual(draft, "owner", me.member().value());
        between(draft, "every_months", 1, 36);
        between(draft, "after_days", 0, 365);
        between(draft, "sample_percent", 1, 100);
        between(draft, "quiet_days", 7, 730);
        var own = draft.text("question");
        if (own != null && own.length() > LONGEST_QUESTION) {
            draft.fault("question", "survey.fault.question", LONGEST_QUESTION);
        }
        var id = draft.id();
        if (draft.gives("kind") && id != null && isAnswered(id, draft)) {
            draft.fault("kind", "survey.fault.answered");
        }
        if ("running".equals(draft.text("state"))
                && "schedule".equals(draft.text("occasion"))
                && draft.value("starts_on") == null) {
            draft.set("starts_on", LocalDate.ofInstant(clock.instant(), me.zone()));
        }
        draft.setColumn("trouble", null);
    }

    private static void usual(Draft draft, String field, Object value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }

    private static void between(Draft draft, String field, int least, int most) {
        if (draft.value(field) instanceof Number given && (given.longValue() < least || given.longValue() > most)) {
            draft.fault(field, "survey.fault.between", least, most);
        }
    }

    /** A scale that changes would mix answers that say different things. */
    private boolean isAnswered(UUID id, Draft draft) {
        return sql.fetchExists(
                SURVEY_RESPONSE,
                SURVEY_RESPONSE.SURVEY_ID.eq(id).and(SURVEY_RESPONSE.KIND.ne(String.valueOf(draft.value("kind")))));
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        SURVEY.ID,
                        val(null, UUID.class),
                        SURVEY.NAME,
                        inline(""),
                        function("fold", String.class, concatWs(" ", SURVEY.NAME, SURVEY.EXTERNAL_ID)))
                .from(SURVEY)
                .where(SURVEY.ID.in(ids));
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        SurveyRights.ask(me);
    }
}
