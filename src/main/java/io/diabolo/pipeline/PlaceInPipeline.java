package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Origin;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In which pipeline, and at which step of it, a deal may be written. */
@Component
class PlaceInPipeline {
    private final DSLContext sql;
    private final Pipelines pipelines;
    private final Gates gates;

    PlaceInPipeline(DSLContext sql, Pipelines pipelines, Gates gates) {
        this.sql = sql;
        this.pipelines = pipelines;
        this.gates = gates;
    }

    /** A pipeline may be named by its key or as people call it; a step belongs to the stage. */
    void check(Draft draft, Actor me) {
        if (draft.gives("pipeline")) {
            var named = pipelines.named(Objects.requireNonNull(draft.text("pipeline")), me.locale());
            if (named == null) {
                draft.fault("pipeline", "opportunity.fault.pipeline");
            } else {
                draft.set("pipeline", named);
            }
        }
        var step = draft.text("sub_stage");
        if (step != null && !step.isBlank() && !draft.hasFaults()) {
            step(draft, step, me);
        }
    }

    private void step(Draft draft, String step, Actor me) {
        var pipeline = pipelines.of(draft.text("pipeline"), me.locale());
        var stage = draft.value("stage") == null ? Stage.DISCOVERY.id() : draft.text("stage");
        var steps = stage == null || !pipeline.describes(stage)
                ? List.<Words>of()
                : pipeline.stage(stage).subStages();
        var known = steps.stream()
                .filter(one -> one.fr().equalsIgnoreCase(step) || one.en().equalsIgnoreCase(step))
                .findFirst();
        if (known.isPresent()) {
            draft.set("sub_stage", PipelineStage.key(known.get()));
        } else if (draft.gives("sub_stage")) {
            draft.fault("sub_stage", "opportunity.fault.sub-stage");
        } else {
            // It goes with its stage and pipeline.
            draft.set("sub_stage", null);
        }
    }

    /** What is created at a later stage brings what that stage asks for; imported deals are as they are. */
    void admit(Written written, Actor me) {
        var stage = (Stage) Objects.requireNonNull(written.extras().get("stage"));
        if (me.origin() == Origin.IMPORT || stage == Stage.LOST || stage == Stage.DISCOVERY) {
            return;
        }
        var pipeline = pipelines.of(pipelineOf(written), me.locale());
        var entered = Gates.entered(Stage.DISCOVERY, Stage.DISCOVERY.number(), stage);
        var missing = gates.missing(written.id(), pipeline, entered, me);
        if (!missing.isEmpty()) {
            throw new BadInput(missing.stream().map(PlaceInPipeline::fault).toList());
        }
    }

    private @Nullable String pipelineOf(Written written) {
        return sql.select(OPPORTUNITY.PIPELINE)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(written.id()))
                .fetchOne(OPPORTUNITY.PIPELINE);
    }

    /** Said at the field that can be filled, else at the stage. */
    private static BadInput.Fault fault(Checked missing) {
        if (missing.ask().kind() != Ask.Kind.FIELD) {
            return new BadInput.Fault("stage", "gate.missing.stage", missing.says());
        }
        var field = missing.ask().what().equals(Gates.AMOUNT) ? "one_off_amount" : missing.field();
        return new BadInput.Fault(field, "gate.missing.field", missing.says());
    }
}
