package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FieldKind.URL;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
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

/** Pieces of content: what is read, watched or visited, and where. */
@Component
@Order(71)
class AssetType implements RecordType {
    private static final io.diabolo.jooq.tables.Campaign OF = CAMPAIGN.as("of_campaign");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, ASSET.NAME).sortedBy(ASSET.NAME_KEY),
            RecordField.choice("kind", ASSET.KIND, CampaignType.KINDS),
            RecordField.reference("campaign", "campaign", ASSET.CAMPAIGN_ID, OF.NAME),
            RecordField.of("url", URL, ASSET.URL),
            RecordField.money("cost", ASSET.COST_MINOR, ASSET.CURRENCY).under(AMOUNTS),
            RecordField.member("owner", ASSET.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ASSET.EXTERNAL_ID).under(SELDOM).without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ASSET.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, ASSET.UPDATED_AT));

    @Override
    public String id() {
        return "asset";
    }

    @Override
    public String plural() {
        // The shell's own files stand under /assets.
        return "marketing-assets";
    }

    @Override
    public Table<?> table() {
        return ASSET;
    }

    @Override
    public Table<?> from() {
        return ASSET.leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ASSET.WORKSPACE_ID))
                .and(OF.ID.eq(ASSET.CAMPAIGN_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ASSET.WORKSPACE_ID))
                .and(OWNER.ID.eq(ASSET.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "campaign", "url", "cost", "owner");
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
        if (draft.gives("kind") && draft.value("kind") == null) {
            draft.set("kind", "white_paper");
        }
        if (draft.value("cost") instanceof Money cost && cost.minor() < 0) {
            draft.fault("cost", "campaign.fault.cost");
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
                        ASSET.ID,
                        val(null, UUID.class),
                        ASSET.NAME,
                        coalesce(ASSET.URL, inline("")),
                        function("fold", String.class, concatWs(" ", ASSET.NAME, ASSET.EXTERNAL_ID)))
                .from(ASSET)
                .where(ASSET.ID.in(ids));
    }
}
