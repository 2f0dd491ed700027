package io.diabolo.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which deals are led, over the same canonical stages as every other; apart from a deal's type.
 *
 * @param key as opportunities keep it: {@code new_business}
 * @param name as people call it
 * @param builtIn comes with Diabolo
 * @param version rises with each change; 0: as it comes with Diabolo
 */
public record Pipeline(String key, String name, boolean builtIn, int version, List<PipelineStage> stages) {
    public static final String NEW_BUSINESS = "new_business";

    /** The stages that a pipeline describes, in order; the last is the signature. */
    public static final List<String> STAGES = List.of("discovery", "proposal", "closing", "won");

    /** The stages of which a deal is open. */
    public static final List<String> OPEN = STAGES.subList(0, 3);

    /** In which pipeline a deal of this type is led, unless somebody says otherwise. */
    static String usedFor(@Nullable String type) {
        return switch (type) {
            case "renewal" -> "renewal";
            case "upsell", "cross_sell" -> "expansion";
            case null, default -> NEW_BUSINESS;
        };
    }

    /** The stage as this pipeline has it; for those beyond the signature, and lost ones, the nearest that says something. */
    public PipelineStage stage(String id) {
        return stages.stream().filter(one -> one.id().equals(id)).findFirst().orElse(stages.getLast());
    }

    public boolean describes(String stage) {
        return STAGES.contains(stage);
    }
}
