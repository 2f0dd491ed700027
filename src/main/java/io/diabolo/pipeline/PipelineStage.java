package io.diabolo.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the canonical stages as a pipeline has it.
 *
 * @param id discovery, proposal, closing or won
 * @param label its own name; empty: the stage's usual one
 * @param probability how likely a deal that stands here is won, in percent: what weighs its amount
 * @param staleAfter days without a move after which a deal is stale; null: never
 * @param subStages the steps within it
 * @param criteria when a deal may leave it
 * @param guidance what to do here
 * @param asks what it asks for before a deal enters
 */
public record PipelineStage(
        String id,
        Words label,
        int probability,
        @Nullable Integer staleAfter,
        List<Words> subStages,
        List<Words> criteria,
        Words guidance,
        List<Ask> asks) {
    /** A sub-stage is known by its first name. */
    static String key(Words subStage) {
        return subStage.fr().isEmpty() ? subStage.en() : subStage.fr();
    }
}
