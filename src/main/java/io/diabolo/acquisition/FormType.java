package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Web forms as lists, API and search see them; what they ask is set on the page of {@link FormBuilderController}. */
@Component
@Order(72)
class FormType implements RecordType {
    private static final io.diabolo.jooq.tables.Campaign OF = CAMPAIGN.as("of_campaign");
    private static final io.diabolo.jooq.tables.Asset DELIVERED = ASSET.as("delivered");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final Questions questions;

    FormType(Questions questions) {
        this.questions = questions;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, FORM.NAME).sortedBy(FORM.NAME_KEY),
            RecordField.choice("state", FORM.STATE, List.of("draft", "open", "closed")),
            RecordField.computed("key", TEXT, FORM.KEY).only(Use.COLUMN),
            RecordField.reference("campaign", "campaign", FORM.CAMPAIGN_ID, OF.NAME),
            RecordField.reference("asset", "asset", FORM.ASSET_ID, DELIVERED.NAME),
            RecordField.of("source", TEXT, FORM.SOURCE),
            RecordField.of("double_opt_in", BOOLEAN, FORM.DOUBLE_OPT_IN),
            RecordField.of("thanks_fr", LONG_TEXT, FORM.THANKS_FR).without(Use.BULK),
            RecordField.of("thanks_en", LONG_TEXT, FORM.THANKS_EN).without(Use.BULK),
            RecordField.member("owner", FORM.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, FORM.EXTERNAL_ID).under(SELDOM).without(Use.BULK),
            RecordField.computed("created_at", INSTANT, FORM.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, FORM.UPDATED_AT));

    @Override
    public String id() {
        return "form";
    }

    @Override
    public String plural() {
        return "forms";
    }

    @Override
    public Table<?> table() {
        return FORM;
    }

    @Override
    public Table<?> from() {
        return FORM.leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(FORM.WORKSPACE_ID))
                .and(OF.ID.eq(FORM.CAMPAIGN_ID))
                .leftJoin(DELIVERED)
                .on(DELIVERED.WORKSPACE_ID.eq(FORM.WORKSPACE_ID))
                .and(DELIVERED.ID.eq(FORM.ASSET_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(FORM.WORKSPACE_ID))
                .and(OWNER.ID.eq(FORM.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "state", "campaign", "asset", "source", "owner", "created_at");
    }

    /** None: everybody sees them, whoever looks after them. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        Marketers.only(me);
        if (draft.text("name") == null) {
            draft.fault("name", "acquisition.fault.name");
        }
        if (draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
        if (draft.gives("state") && draft.value("state") == null) {
            draft.set("state", "draft");
        }
        for (var text : List.of("thanks_fr", "thanks_en")) {
            if (draft.gives(text) && draft.value(text) == null) {
                draft.set(text, "");
            }
        }
        if (draft.isNew()) {
            draft.setColumn("key", PublicKey.name(me.workspace()).text());
            draft.setColumn("questions", questions.usual());
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        Marketers.only(me);
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        FORM.ID,
                        val(null, UUID.class),
                        FORM.NAME,
                        coalesce(FORM.SOURCE, inline("")),
                        function("fold", String.class, concatWs(" ", FORM.NAME, FORM.EXTERNAL_ID)))
                .from(FORM)
                .where(FORM.ID.in(ids));
    }
}
