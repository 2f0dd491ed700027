package io.diabolo.insight;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.web.Ui;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Journeys as a list that nobody writes: the records behind a figure of the funnel. The parameter {@code figure} names one,
 * with its cut: {@code reached:won;from:2026-01-01;channel:inbound}.
 */
@Component
@Order(70)
class JourneyType implements RecordType {
    private static final List<String> STAGES =
            Arrays.stream(Stage.values()).map(Stage::id).toList();
    static final List<String> KINDS =
            List.of("reached", "entered", "current", "exited", "undated", "moved", "timed", "young");

    private final Funnels funnels;
    private final FigureText figures;

    JourneyType(Funnels funnels, FigureText figures) {
        this.funnels = funnels;
        this.figures = figures;
    }

    @Override
    public String id() {
        return "journey";
    }

    @Override
    public String plural() {
        return "journeys";
    }

    @Override
    public Table<?> table() {
        return JOURNEY;
    }

    @Override
    public Table<?> from() {
        return JOURNEY.leftJoin(MEMBER)
                .on(MEMBER.ID.eq(JOURNEY.OWNER_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(JOURNEY.COMPANY_ID));
    }

    @Override
    public List<RecordField> fields() {
        var amount = JOURNEY.ONE_OFF_MINOR.plus(JOURNEY.RECURRING_MINOR);
        return List.of(
                shown(RecordField.of("name", FieldKind.TEXT, JOURNEY.NAME)),
                shown(RecordField.choice("stage", name(JOURNEY.CURRENT_STAGE), STAGES)
                        .sortedBy(JOURNEY.CURRENT_STAGE)),
                shown(RecordField.choice("furthest", name(JOURNEY.FURTHEST_STAGE), STAGES.subList(0, 10))
                        .sortedBy(JOURNEY.FURTHEST_STAGE)),
                shown(RecordField.choice(
                        "type", JOURNEY.TYPE, List.of("new_business", "renewal", "upsell", "cross_sell"))),
                shown(RecordField.choice("channel", JOURNEY.CHANNEL, Funnels.CHANNELS)),
                shown(RecordField.of("source", FieldKind.TEXT, JOURNEY.SOURCE)),
                shown(RecordField.of("campaign", FieldKind.TEXT, JOURNEY.CAMPAIGN)),
                shown(RecordField.reference("company_id", "company", JOURNEY.COMPANY_ID, COMPANY.NAME)),
                shown(RecordField.choice(
                        "segment", JOURNEY.SEGMENT, List.of("micro", "smb", "mid_market", "enterprise"))),
                shown(RecordField.of("industry", FieldKind.TEXT, JOURNEY.INDUSTRY)),
                shown(RecordField.of("country", FieldKind.COUNTRY, JOURNEY.COUNTRY)),
                shown(RecordField.member("owner_id", JOURNEY.OWNER_ID, MEMBER.NAME)),
                shown(RecordField.money("amount", amount, JOURNEY.CURRENCY)),
                shown(RecordField.of("entered_on", FieldKind.DATE, JOURNEY.ENTERED_ON)),
                shown(RecordField.of("won_on", FieldKind.DATE, JOURNEY.ON_7)),
                shown(RecordField.of("exited_on", FieldKind.DATE, JOURNEY.EXITED_ON)));
    }

    private static RecordField shown(RecordField field) {
        return field.only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    private static Field<String> name(Field<Short> stage) {
        return DSL.field("({0}::text[])[{1}]", String.class, DSL.val(STAGES.toArray(String[]::new)), stage);
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "stage", "channel", "source", "segment", "owner_id", "amount", "entered_on");
    }

    @Override
    public String defaultSort() {
        return "-entered_on";
    }

    @Override
    public List<Field<UUID>> owners() {
        return List.of(JOURNEY.OWNER_ID, JOURNEY.LEAD_OWNER_ID);
    }

    /** One whose records lie in the bin, or were undone, has no entry that counts. */
    @Override
    public Condition always() {
        return JOURNEY.START_STAGE.isNotNull();
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public @Nullable Condition special(String parameter, String value, Actor me) {
        if (!parameter.equals("figure")) {
            return null;
        }
        var parameters = FunnelQuery.figure(value);
        var kind = KINDS.stream().filter(parameters::containsKey).findFirst().orElse("");
        var stages = parameters.getOrDefault(kind, List.of("")).stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> Stage.named(name).orElseThrow(() -> new BadInput("figure", "funnel.fault.stage")))
                .toList();
        if (!kind.equals("current") && stages.stream().anyMatch(Stage::isExit)) {
            throw new BadInput("figure", "funnel.fault.stage");
        }
        return funnels.behind(FunnelQuery.of(parameters), kind, stages, me);
    }

    @Override
    public String specialText(String parameter, String value, Ui ui) {
        return figures.of(value, ui);
    }
}
