package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Marketing efforts: what they cost, and the value by which links name them. */
@Component
@Order(70)
class CampaignType implements RecordType {
    static final List<String> KINDS = List.of("blog", "white_paper", "webinar", "event", "ad", "referral", "partner");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;

    CampaignType(DSLContext sql) {
        this.sql = sql;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, CAMPAIGN.NAME).sortedBy(CAMPAIGN.NAME_KEY),
            RecordField.choice("kind", CAMPAIGN.KIND, KINDS),
            RecordField.of("starts_on", DATE, CAMPAIGN.STARTS_ON),
            RecordField.of("ends_on", DATE, CAMPAIGN.ENDS_ON),
            RecordField.of("utm_campaign", TEXT, CAMPAIGN.UTM_CAMPAIGN).without(Use.BULK),
            RecordField.money("cost", CAMPAIGN.COST_MINOR, CAMPAIGN.CURRENCY).under(AMOUNTS),
            RecordField.of("goal", LONG_TEXT, CAMPAIGN.GOAL),
            RecordField.member("owner", CAMPAIGN.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, CAMPAIGN.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, CAMPAIGN.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, CAMPAIGN.UPDATED_AT));

    @Override
    public String id() {
        return "campaign";
    }

    @Override
    public String plural() {
        return "campaigns";
    }

    @Override
    public Table<?> table() {
        return CAMPAIGN;
    }

    @Override
    public Table<?> from() {
        return CAMPAIGN.leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(CAMPAIGN.WORKSPACE_ID))
                .and(OWNER.ID.eq(CAMPAIGN.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "starts_on", "ends_on", "cost", "utm_campaign", "owner");
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
        if (draft.value("starts_on") instanceof LocalDate from
                && draft.value("ends_on") instanceof LocalDate to
                && to.isBefore(from)) {
            draft.fault("ends_on", "campaign.fault.ends");
        }
        if (draft.value("cost") instanceof Money cost && cost.minor() < 0) {
            draft.fault("cost", "campaign.fault.cost");
        }
        if (draft.gives("kind") && draft.value("kind") == null) {
            draft.set("kind", "ad");
        }
        if (draft.gives("goal") && draft.value("goal") == null) {
            draft.set("goal", "");
        }
        var utm = draft.gives("utm_campaign") ? draft.text("utm_campaign") : null;
        if (utm != null && isTaken(utm, draft.id())) {
            draft.fault("utm_campaign", "campaign.fault.utm", utm);
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        Marketers.only(me);
    }

    /** Two campaigns by one value: nobody could say whose a visit is. */
    private boolean isTaken(String utm, @Nullable UUID by) {
        return sql.fetchExists(
                CAMPAIGN,
                CAMPAIGN.UTM_KEY.eq(function("fold", String.class, val(utm))),
                CAMPAIGN.DELETED_AT.isNull(),
                by == null ? noCondition() : CAMPAIGN.ID.ne(by));
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "external_id");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        CAMPAIGN.ID,
                        val(null, UUID.class),
                        CAMPAIGN.NAME,
                        coalesce(CAMPAIGN.UTM_CAMPAIGN, inline("")),
                        function("fold", String.class, concatWs(" ", CAMPAIGN.NAME, CAMPAIGN.EXTERNAL_ID)))
                .from(CAMPAIGN)
                .where(CAMPAIGN.ID.in(ids));
    }
}
