package io.diabolo.importing.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stages, statuses and lifecycle steps of other systems are called here. */
public final class StageNames {
    /** All canonical stages in their order, exits last. */
    public static final List<String> STAGES = List.of(
            "market",
            "lead",
            "qualified",
            "discovery",
            "proposal",
            "closing",
            "won",
            "delivery",
            "live",
            "growth",
            "disqualified",
            "lost",
            "churned");

    private static final Map<String, String> NAMES = names();

    private StageNames() {}

    /** A canonical stage and how sure that is. */
    public record Meaning(String stage, double confidence) {}

    /** The stage that a name stands for, null when it isn't known. */
    public static @Nullable Meaning of(String name) {
        var bare = Text.bare(name);
        var exact = NAMES.get(bare);
        if (exact != null) {
            return new Meaning(exact, bare.equals(exact) ? 1 : 0.95);
        }
        // Many systems number their stages: "3 - Négociation", "04. Proposal (50%)".
        var plain = bare.replaceAll("\\d+", "");
        var numbered = plain.isEmpty() ? null : NAMES.get(plain);
        if (numbered != null) {
            return new Meaning(numbered, 0.9);
        }
        var nearest = bare.length() < 6 ? null : Similarity.nearest(bare, NAMES.keySet());
        var near = nearest == null || nearest.similarity() < 0.88 ? null : NAMES.get(nearest.value());
        return near == null ? null : new Meaning(near, 0.8);
    }

    private static Map<String, String> names() {
        var lists = WordLists.read("stages.properties");
        var names = new HashMap<String, String>();
        for (var stage : STAGES) {
            for (var name : lists.getOrDefault(stage, List.of())) {
                names.putIfAbsent(Text.bare(name), stage);
            }
        }
        return Map.copyOf(names);
    }
}
