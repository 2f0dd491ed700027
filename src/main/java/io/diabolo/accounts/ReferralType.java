package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.REFERRAL;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.EMAIL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.PHONE;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.REACH;
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

/** Recommendations as lists, forms, API and files see them: who of which customer named whom, and whether they were thanked. */
@Component
@Order(90)
class ReferralType implements RecordType {
    private static final io.diabolo.jooq.tables.Company OF = COMPANY.as("referred_by");
    private static final io.diabolo.jooq.tables.Person BY = PERSON.as("named_by");
    private static final io.diabolo.jooq.tables.Lead MADE = LEAD.as("made");
    private static final io.diabolo.jooq.tables.Person WHO = PERSON.as("named");
    private static final io.diabolo.jooq.tables.Company WHERE = COMPANY.as("works_at");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final ReferralRules rules;

    ReferralType(ReferralRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.computed("name", TEXT, REFERRAL.NAME).sortedBy(REFERRAL.NAME_KEY),
            RecordField.reference("company", "company", REFERRAL.COMPANY_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.reference("person", "person", REFERRAL.PERSON_ID, BY.NAME)
                    .without(Use.BULK),
            // Who was named is kept with the lead, and only there.
            RecordField.of("first_name", TEXT, WHO.FIRST_NAME).without(Use.STORED, Use.BULK, Use.SORT),
            RecordField.of("last_name", TEXT, WHO.LAST_NAME).without(Use.STORED, Use.BULK, Use.SORT),
            RecordField.of("employer", TEXT, WHERE.NAME).without(Use.STORED, Use.BULK, Use.SORT),
            RecordField.of("title", TEXT, WHO.TITLE).without(Use.STORED, Use.BULK, Use.SORT),
            RecordField.of("email", EMAIL, WHO.EMAIL).under(REACH).without(Use.STORED, Use.BULK, Use.SORT),
            RecordField.of("phone", PHONE, WHO.PHONE).under(REACH).without(Use.STORED, Use.BULK, Use.SORT),
            RecordField.reference("lead", "lead", REFERRAL.LEAD_ID, MADE.NAME).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.computed("lead_status", TEXT, MADE.STATUS).only(Use.COLUMN, Use.FILTER),
            RecordField.of("named_on", DATE, REFERRAL.NAMED_ON).without(Use.BULK),
            RecordField.of("thanked_on", DATE, REFERRAL.THANKED_ON).without(Use.BULK),
            RecordField.of("thanks", TEXT, REFERRAL.THANKS).without(Use.BULK),
            RecordField.of("note", LONG_TEXT, REFERRAL.NOTE).without(Use.SORT),
            RecordField.member("owner", REFERRAL.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, REFERRAL.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, REFERRAL.CREATED_AT));

    @Override
    public String id() {
        return "referral";
    }

    @Override
    public String plural() {
        return "referrals";
    }

    @Override
    public Table<?> table() {
        return REFERRAL;
    }

    @Override
    public Table<?> from() {
        return REFERRAL.leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                .and(OF.ID.eq(REFERRAL.COMPANY_ID))
                .leftJoin(BY)
                .on(BY.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                .and(BY.ID.eq(REFERRAL.PERSON_ID))
                .leftJoin(MADE)
                .on(MADE.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                .and(MADE.ID.eq(REFERRAL.LEAD_ID))
                .leftJoin(WHO)
                .on(WHO.WORKSPACE_ID.eq(MADE.WORKSPACE_ID))
                .and(WHO.ID.eq(MADE.PERSON_ID))
                .leftJoin(WHERE)
                .on(WHERE.WORKSPACE_ID.eq(MADE.WORKSPACE_ID))
                .and(WHERE.ID.eq(MADE.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                .and(OWNER.ID.eq(REFERRAL.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "person", "lead", "employer", "named_on", "thanked_on", "owner");
    }

    @Override
    public String defaultSort() {
        return "-named_on";
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written, me);
    }
}
