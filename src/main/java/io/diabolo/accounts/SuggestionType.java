package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;

import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Suggestions as lists, exports and the API read them; rules make them, and people accept or dismiss them. */
@Component
@Order(89)
class SuggestionType implements RecordType {
    private static final io.diabolo.jooq.tables.Company OF = COMPANY.as("suggested_to");
    private static final io.diabolo.jooq.tables.Product WHAT = PRODUCT.as("what");
    private static final io.diabolo.jooq.tables.Person WHO = PERSON.as("who");
    private static final io.diabolo.jooq.tables.Opportunity DEAL = OPPORTUNITY.as("deal");
    private static final io.diabolo.jooq.tables.Lead MADE = LEAD.as("made");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private static final io.diabolo.jooq.tables.Member KEEPER = MEMBER.as("keeper");
    private static final io.diabolo.jooq.tables.Member JUDGE = MEMBER.as("judge");

    private final List<RecordField> fields = List.of(
            shown(RecordField.of("name", TEXT, SUGGESTION.NAME)).sortedBy(SUGGESTION.NAME_KEY),
            shown(RecordField.choice("kind", SUGGESTION.KIND, SuggestionKind.ids())),
            shown(RecordField.choice("state", SUGGESTION.STATE, List.of("open", "accepted", "dismissed", "expired"))),
            shown(RecordField.reference("company", "company", SUGGESTION.COMPANY_ID, OF.NAME)),
            shown(RecordField.reference("product", "product", SUGGESTION.PRODUCT_ID, WHAT.NAME)),
            shown(RecordField.reference("person", "person", SUGGESTION.PERSON_ID, WHO.NAME)),
            shown(RecordField.of("reason_fr", LONG_TEXT, SUGGESTION.REASON_FR)),
            shown(RecordField.of("reason_en", LONG_TEXT, SUGGESTION.REASON_EN)),
            shown(RecordField.member("owner", SUGGESTION.OWNER_ID, OWNER.NAME)),
            shown(RecordField.member("csm", SUGGESTION.CSM_ID, KEEPER.NAME)),
            shown(RecordField.member("decided_by", SUGGESTION.DECIDED_BY, JUDGE.NAME)),
            shown(RecordField.of("decided_at", INSTANT, SUGGESTION.DECIDED_AT)),
            shown(RecordField.choice("dismissal", SUGGESTION.DISMISSAL, Suggestions.DISMISSALS)),
            shown(RecordField.of("quiet_until", DATE, SUGGESTION.QUIET_UNTIL)),
            shown(RecordField.reference("opportunity", "opportunity", SUGGESTION.OPPORTUNITY_ID, DEAL.NAME)),
            shown(RecordField.reference("lead", "lead", SUGGESTION.LEAD_ID, MADE.NAME)),
            shown(RecordField.of("created_at", INSTANT, SUGGESTION.CREATED_AT)));

    private static RecordField shown(RecordField field) {
        return field.only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    @Override
    public String id() {
        return "suggestion";
    }

    @Override
    public String plural() {
        return "suggestions";
    }

    @Override
    public Table<?> table() {
        return SUGGESTION;
    }

    @Override
    public Table<?> from() {
        return SUGGESTION
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(OF.ID.eq(SUGGESTION.COMPANY_ID))
                .leftJoin(WHAT)
                .on(WHAT.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(WHAT.ID.eq(SUGGESTION.PRODUCT_ID))
                .leftJoin(WHO)
                .on(WHO.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(WHO.ID.eq(SUGGESTION.PERSON_ID))
                .leftJoin(DEAL)
                .on(DEAL.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(DEAL.ID.eq(SUGGESTION.OPPORTUNITY_ID))
                .leftJoin(MADE)
                .on(MADE.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(MADE.ID.eq(SUGGESTION.LEAD_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(OWNER.ID.eq(SUGGESTION.OWNER_ID))
                .leftJoin(KEEPER)
                .on(KEEPER.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(KEEPER.ID.eq(SUGGESTION.CSM_ID))
                .leftJoin(JUDGE)
                .on(JUDGE.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(JUDGE.ID.eq(SUGGESTION.DECIDED_BY));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "state", "product", "person", "owner", "created_at");
    }

    /** Whose account it is, and who looks after the customer. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(SUGGESTION.OWNER_ID, SUGGESTION.CSM_ID);
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public Set<String> searched() {
        return Set.of();
    }
}
