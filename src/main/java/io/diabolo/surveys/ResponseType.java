package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.List;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Answers to surveys as lists, API and files see them. They come in by links; those of another tool are imported, and what
 * was said on the phone is written down.
 */
@Component
@Order(83)
class ResponseType implements RecordType {
    private static final io.diabolo.jooq.tables.Survey ASKED = SURVEY.as("asked");
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Person WHO = PERSON.as("who");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final ResponseRules rules;

    ResponseType(ResponseRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.computed("name", TEXT, SURVEY_RESPONSE.NAME).sortedBy(SURVEY_RESPONSE.NAME_KEY),
            RecordField.reference("survey", "survey", SURVEY_RESPONSE.SURVEY_ID, ASKED.NAME)
                    .without(Use.BULK),
            RecordField.choice("kind", SURVEY_RESPONSE.KIND, SurveyKind.ids()).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("score", INTEGER, SURVEY_RESPONSE.SCORE).without(Use.BULK),
            RecordField.of("comment", LONG_TEXT, SURVEY_RESPONSE.COMMENT).without(Use.BULK, Use.SORT),
            RecordField.reference("person", "person", SURVEY_RESPONSE.PERSON_ID, WHO.NAME)
                    .without(Use.BULK),
            RecordField.reference("company", "company", SURVEY_RESPONSE.COMPANY_ID, ACCOUNT.NAME)
                    .without(Use.BULK),
            RecordField.choice("segment", SURVEY_RESPONSE.SEGMENT, SurveyType.SEGMENTS)
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.of("answered_at", INSTANT, SURVEY_RESPONSE.ANSWERED_AT).without(Use.BULK),
            RecordField.member("owner", SURVEY_RESPONSE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, SURVEY_RESPONSE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, SURVEY_RESPONSE.CREATED_AT));

    @Override
    public String id() {
        return "survey_response";
    }

    @Override
    public String plural() {
        return "responses";
    }

    @Override
    public Table<?> table() {
        return SURVEY_RESPONSE;
    }

    @Override
    public Table<?> from() {
        return SURVEY_RESPONSE
                .leftJoin(ASKED)
                .on(ASKED.WORKSPACE_ID.eq(SURVEY_RESPONSE.WORKSPACE_ID))
                .and(ASKED.ID.eq(SURVEY_RESPONSE.SURVEY_ID))
                .leftJoin(WHO)
                .on(WHO.WORKSPACE_ID.eq(SURVEY_RESPONSE.WORKSPACE_ID))
                .and(WHO.ID.eq(SURVEY_RESPONSE.PERSON_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(SURVEY_RESPONSE.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(SURVEY_RESPONSE.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(SURVEY_RESPONSE.WORKSPACE_ID))
                .and(OWNER.ID.eq(SURVEY_RESPONSE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "survey", "person", "company", "comment", "answered_at", "owner");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written, me);
    }
}
