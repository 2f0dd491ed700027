package io.diabolo.deals;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.STAKEHOLDER;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stakeholders of all opportunities as lists, exports and the API read them; they are written on their opportunity's page. */
@Component
@Order(42)
class StakeholderType implements RecordType {
    private static final io.diabolo.jooq.tables.Opportunity OF = OPPORTUNITY.as("took_part_in");
    private static final io.diabolo.jooq.tables.Opportunity SEEN = OPPORTUNITY.as("seen_deal");
    private static final io.diabolo.jooq.tables.Person WHO = PERSON.as("who");
    private static final io.diabolo.jooq.tables.Person LIVING = PERSON.as("living");

    private final List<RecordField> fields = List.of(
            shown(RecordField.reference("person", "person", STAKEHOLDER.PERSON_ID, WHO.NAME)),
            shown(RecordField.reference("opportunity", "opportunity", STAKEHOLDER.OPPORTUNITY_ID, OF.NAME)),
            shown(RecordField.choice("part", STAKEHOLDER.PART, Stakeholder.PARTS)),
            shown(RecordField.choice("influence", STAKEHOLDER.INFLUENCE, Stakeholder.INFLUENCES)),
            shown(RecordField.choice("stance", STAKEHOLDER.STANCE, Stakeholder.STANCES)),
            shown(RecordField.of("title", TEXT, WHO.TITLE)),
            shown(RecordField.of("note", LONG_TEXT, STAKEHOLDER.NOTE)),
            shown(RecordField.of("created_at", INSTANT, STAKEHOLDER.CREATED_AT)),
            shown(RecordField.of("updated_at", INSTANT, STAKEHOLDER.UPDATED_AT)));

    private static RecordField shown(RecordField field) {
        return field.only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    @Override
    public String id() {
        return StakeholderStore.KIND;
    }

    @Override
    public String plural() {
        return "stakeholders";
    }

    @Override
    public Table<?> table() {
        return STAKEHOLDER;
    }

    @Override
    public Table<?> from() {
        return STAKEHOLDER
                .join(OF)
                .on(OF.WORKSPACE_ID.eq(STAKEHOLDER.WORKSPACE_ID))
                .and(OF.ID.eq(STAKEHOLDER.OPPORTUNITY_ID))
                .join(WHO)
                .on(WHO.WORKSPACE_ID.eq(STAKEHOLDER.WORKSPACE_ID))
                .and(WHO.ID.eq(STAKEHOLDER.PERSON_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("person", "opportunity", "part", "influence", "stance", "title");
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    /** Who sees the opportunity. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of(DSL.field(select(SEEN.OWNER_ID).from(SEEN).where(SEEN.ID.eq(STAKEHOLDER.OPPORTUNITY_ID))));
    }

    /** With the opportunity in the bin they aren't there, nor with the person. */
    @Override
    public Condition always() {
        return exists(selectOne()
                        .from(SEEN)
                        .where(SEEN.ID.eq(STAKEHOLDER.OPPORTUNITY_ID))
                        .and(SEEN.DELETED_AT.isNull()))
                .and(exists(selectOne()
                        .from(LIVING)
                        .where(LIVING.ID.eq(STAKEHOLDER.PERSON_ID))
                        .and(LIVING.DELETED_AT.isNull())
                        .and(LIVING.MERGED_INTO.isNull())));
    }

    /** They are found through their people. */
    @Override
    public Set<String> searched() {
        return Set.of();
    }
}
