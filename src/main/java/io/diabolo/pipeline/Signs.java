package io.diabolo.pipeline;

import io.diabolo.pipeline.CycleLengths.Learned;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an open deal has to be looked at for: nothing moves, its close date is past, it takes longer than others did. */
@Component
class Signs {
    private final DSLContext sql;
    private final Pipelines pipelines;
    private final CycleLengths cycles;

    Signs(DSLContext sql, Pipelines pipelines, CycleLengths cycles) {
        this.sql = sql;
        this.pipelines = pipelines;
        this.cycles = cycles;
    }

    /** Days without a move, where they are too many; else null. */
    static @Nullable Long stale(PipelineStage stage, @Nullable LocalDate since, LocalDate today) {
        var after = stage.staleAfter();
        if (after == null || since == null) {
            return null;
        }
        var days = ChronoUnit.DAYS.between(since, today);
        return days > after ? Long.valueOf(days) : null;
    }

    /** Days that a deal is open, where it is beyond what such deals take; else null. */
    static @Nullable Long beyond(@Nullable Learned learned, @Nullable LocalDate opened, LocalDate today) {
        if (learned == null || opened == null) {
            return null;
        }
        var days = ChronoUnit.DAYS.between(opened, today);
        return days > learned.days() ? Long.valueOf(days) : null;
    }

    /** That a deal is beyond what such deals take, and how that is known. */
    static String said(Learned learned, long open, @Nullable String cycle, Ui ui) {
        return learned.own() && cycle != null
                ? ui.t(
                        "cycle.beyond.own",
                        open,
                        learned.days(),
                        learned.deals(),
                        ui.t("choice.opportunity.cycle." + cycle))
                : ui.t("cycle.beyond.all", open, learned.days(), learned.deals());
    }

    /** In whole sentences, for the deal's own page. */
    List<String> notes(RecordRow row, Ui ui) {
        var stage = Objects.toString(row.value("stage"), "");
        if (!Pipeline.OPEN.contains(stage)) {
            return List.of();
        }
        var notes = new ArrayList<String>();
        var pipeline = pipelines.of(Objects.toString(row.value("pipeline"), ""), ui.locale());
        var stale =
                stale(pipeline.stage(stage), row.value("stage_on") instanceof LocalDate day ? day : null, ui.today());
        if (stale != null) {
            notes.add(ui.t("sign.stale.long", stale));
        }
        if (row.value("close_date") instanceof LocalDate day && day.isBefore(ui.today())) {
            notes.add(ui.t("sign.close-passed.long", ui.day(day)));
        }
        var cycle = row.value("cycle") == null ? null : row.value("cycle").toString();
        var learned = cycles.expected(cycle);
        var beyond = beyond(learned, opened(row.id()), ui.today());
        if (learned != null && beyond != null) {
            notes.add(said(learned, beyond, cycle, ui));
        }
        return notes;
    }

    private @Nullable LocalDate opened(UUID id) {
        return sql.select(CycleLengths.OPENED)
                .from(io.diabolo.jooq.Tables.OPPORTUNITY)
                .where(io.diabolo.jooq.Tables.OPPORTUNITY.ID.eq(id))
                .fetchOne(0, LocalDate.class);
    }
}
