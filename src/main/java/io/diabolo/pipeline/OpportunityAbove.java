package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.directory.RecordAbove;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of an opportunity's page. */
@Component
class OpportunityAbove implements RecordAbove {
    private final DSLContext sql;
    private final Pipelines pipelines;
    private final Signs signs;

    OpportunityAbove(DSLContext sql, Pipelines pipelines, Signs signs) {
        this.sql = sql;
        this.pipelines = pipelines;
        this.signs = signs;
    }

    @Override
    public String type() {
        return "opportunity";
    }

    @Override
    public Top of(RecordRow row, Ui ui) {
        var journey = sql.select(OPPORTUNITY.JOURNEY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(row.id()))
                .fetchSingle()
                .value1();
        var stage = String.valueOf(row.value("stage"));
        return new Top(
                journey,
                stage,
                List.of("discovery", "proposal", "closing", "won"),
                List.of("discovery", "proposal", "closing", "won", "delivery", "live", "growth"),
                next(stage),
                Pipeline.OPEN.contains(stage) ? "lost" : null,
                Set.of("won", "lost"),
                labels(row, ui));
    }

    private Map<String, String> labels(RecordRow row, Ui ui) {
        var labels = new HashMap<String, String>();
        pipelines
                .of(String.valueOf(row.value("pipeline")), ui.locale())
                .stages()
                .forEach(stage -> labels.put(stage.id(), stage.label().in(ui.locale())));
        return labels;
    }

    /** What the board marks on its card, in whole sentences. */
    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        return signs.notes(row, ui);
    }

    @Override
    public Headline headline(RecordRow row, Ui ui) {
        var amount = row.value("amount") instanceof Money money ? money : null;
        var recurring = row.value("recurring_amount") instanceof Money money && money.minor() != 0 ? money : null;
        var period = String.valueOf(row.value("recurring_period"));
        var part = recurring == null ? "" : ui.t("opportunity.recurring." + period, ui.money(recurring));
        var step = step(row, String.valueOf(row.value("stage")), ui);
        var said = step == null ? Set.of("amount") : Set.of("amount", step.field(), step.dueField());
        return new Headline(amount == null ? "" : ui.money(amount), part, said, step);
    }

    /** An open opportunity without a next step is a warning: nobody is going to call. */
    private static @Nullable Step step(RecordRow row, String stage, Ui ui) {
        if (!List.of("discovery", "proposal", "closing").contains(stage)) {
            return null;
        }
        var text = row.value("next_step");
        var due = row.value("next_step_on") instanceof LocalDate day ? day : null;
        var step = text == null ? "" : text.toString();
        return new Step(
                "next_step",
                step,
                "next_step_on",
                due == null ? "" : due.toString(),
                due == null ? "" : ui.day(due),
                step.isBlank() ? "missing" : look(due, ui.today()));
    }

    private static String look(@Nullable LocalDate due, LocalDate today) {
        if (due == null) {
            return "";
        }
        return due.isBefore(today) ? "late" : due.isAfter(today.plusDays(1)) ? "" : "soon";
    }

    private static @Nullable String next(String stage) {
        return switch (stage) {
            case "discovery", "lost" -> "proposal";
            case "proposal" -> "closing";
            case "closing" -> "won";
            case "won" -> "delivery";
            case "delivery" -> "live";
            default -> null;
        };
    }
}
