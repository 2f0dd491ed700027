package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.TOUCH;

import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;

/** What rules may ask of a touch. No bean: touches have no list of their own, a person's page shows them. */
class TouchType implements RecordType {
    private static final List<String> KINDS = List.of("submission", "download", "visit");

    private final List<RecordField> fields = List.of(
            RecordField.choice("kind", TOUCH.KIND, KINDS),
            RecordField.reference("asset", "asset", TOUCH.ASSET_ID, ASSET.NAME),
            RecordField.reference("campaign", "campaign", TOUCH.CAMPAIGN_ID, CAMPAIGN.NAME),
            RecordField.reference("form", "form", TOUCH.FORM_ID, FORM.NAME),
            RecordField.of("page", FieldKind.TEXT, TOUCH.PAGE),
            RecordField.of("source", FieldKind.TEXT, TOUCH.SOURCE),
            RecordField.of("medium", FieldKind.TEXT, TOUCH.MEDIUM),
            RecordField.of("utm_campaign", FieldKind.TEXT, TOUCH.UTM_CAMPAIGN),
            RecordField.computed("at", FieldKind.INSTANT, TOUCH.AT));

    @Override
    public String id() {
        return "touch";
    }

    @Override
    public String plural() {
        return "touches";
    }

    @Override
    public Table<?> table() {
        return TOUCH;
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("kind", "asset", "campaign", "form", "page", "at");
    }

    /** None: of a count of them nobody learns whose they are. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }
}
