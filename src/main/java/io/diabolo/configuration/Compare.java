package io.diabolo.configuration;

import io.diabolo.configuration.Comparison.Kind;
import io.diabolo.configuration.Comparison.OfItem;
import io.diabolo.configuration.Comparison.OfSection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compares what a file says with what the workspace has set. */
@Component
class Compare {
    private final Sections sections;
    private final Shapes shapes;

    Compare(Sections sections, Shapes shapes) {
        this.sections = sections;
        this.shapes = shapes;
    }

    /** Only of the sections that the file has; of the others nothing is asked. */
    Comparison with(ConfigurationFile.Read file) {
        var all = new ArrayList<OfSection>();
        file.items().forEach((id, items) -> all.add(section(id, present(sections.get(id)), trees(items))));
        return new Comparison(List.copyOf(all), fingerprint(all));
    }

    /** What a section has set, as the file says it. */
    Map<String, JsonNode> present(ConfigurationSection<?> section) {
        return trees(section.items());
    }

    private Map<String, JsonNode> trees(Map<String, ?> items) {
        var trees = new LinkedHashMap<String, JsonNode>();
        items.forEach((key, item) -> trees.put(key, shapes.write(item)));
        return trees;
    }

    private static OfSection section(String id, Map<String, JsonNode> here, Map<String, JsonNode> given) {
        var items = new ArrayList<OfItem>();
        var same = 0;
        for (var one : given.entrySet()) {
            var present = here.get(one.getKey());
            var differences = Differences.between(present, one.getValue());
            if (present == null) {
                items.add(new OfItem(one.getKey(), Kind.ADDED, differences));
            } else if (differences.isEmpty()) {
                same++;
            } else {
                items.add(new OfItem(one.getKey(), Kind.CHANGED, differences));
            }
        }
        here.keySet().stream()
                .filter(key -> !given.containsKey(key))
                .forEach(key -> items.add(new OfItem(key, Kind.KEPT, List.of())));
        return new OfSection(id, List.copyOf(items), same);
    }

    private static String fingerprint(List<OfSection> all) {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
