package io.diabolo.configuration;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The file: what it is, of which version, and the sections. It holds no day and no name of a workspace, so that the same
 * configuration is the same file.
 */
@Component
class ConfigurationFile {
    static final String FORMAT = "diabolo-configuration";
    static final int VERSION = 1;
    static final int LARGEST = 5_000_000;
    private static final List<String> KNOWN = List.of("format", "version", "sections");
    private final Sections sections;
    private final Shapes shapes;

    ConfigurationFile(Sections sections, Shapes shapes) {
        this.sections = sections;
        this.shapes = shapes;
    }

    /**
     * What a file says.
     *
     * @param items by section and key, in the file's order; those that couldn't be read aren't among them
     */
    record Read(Map<String, Map<String, Object>> items, List<Fault> faults) {}

    String write() {
        var all = new LinkedHashMap<String, Object>();
        for (var section : sections.all()) {
            var items = section.items();
            if (!items.isEmpty()) {
                all.put(section.id(), items);
            }
        }
        var file = new LinkedHashMap<String, Object>();
        file.put("format", FORMAT);
        file.put("version", VERSION);
        file.put("sections", all);
        return shapes.json().writeValueAsString(file) + "\n";
    }

    /** @throws BadInput when it isn't a configuration file of this version with sections that are known */
    Read read(String text) {
        var root = root(text);
        var faults = new ArrayList<Fault>();
        var items = new LinkedHashMap<String, Map<String, Object>>();
        for (var section : sections.all()) {
            var node = root.get("sections").get(section.id());
            if (node != null) {
                items.put(section.id(), items(section, node, faults));
            }
        }
        return new Read(items, faults);
    }

    private JsonNode root(String text) {
        if (text.length() > LARGEST) {
            throw new BadInput("", "configuration.fault.large", LARGEST / 1_000_000);
        }
        JsonNode root;
        try {
            root = shapes.json().readTree(text);
        } catch (JacksonException wrong) {
            var at = wrong.getLocation();
            throw new BadInput(
                    "",
                    "configuration.fault.json",
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()));
        }
        if (!root.isObject()
                || !root.path("format").isString()
                || !root.path("format").stringValue().equals(FORMAT)) {
            throw new BadInput("format", "configuration.fault.format", FORMAT);
        }
        if (!root.path("version").isInt() || root.path("version").intValue() != VERSION) {
            throw new BadInput("version", "configuration.fault.version", VERSION);
        }
        if (!root.path("sections").isObject()) {
            throw new BadInput("sections", "configuration.fault.type.object");
        }
        var faults = new ArrayList<Fault>();
        Shapes.keys(root).stream()
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> faults.add(new Fault(clipped(key), "configuration.fault.unknown")));
        Shapes.keys(root.get("sections")).stream()
                .filter(key -> sections.find(key) == null)
                .forEach(key -> faults.add(new Fault("sections." + clipped(key), "configuration.fault.section")));
        if (!faults.isEmpty()) {
            throw new BadInput(faults.subList(0, Math.min(50, faults.size())));
        }
        return root;
    }

    private Map<String, Object> items(ConfigurationSection<?> section, JsonNode node, List<Fault> faults) {
        var items = new LinkedHashMap<String, Object>();
        var place = "sections." + section.id();
        if (!node.isObject()) {
            faults.add(new Fault(place, "configuration.fault.type.object"));
            return items;
        }
        if (node.size() > Shapes.MOST) {
            faults.add(new Fault(place, "configuration.fault.many", Shapes.MOST));
            return items;
        }
        for (var key : Shapes.keys(node)) {
            var at = place + "." + clipped(key);
            if (key.isBlank() || key.length() > Shapes.LONGEST_KEY || !Shapes.isPlain(key) || key.indexOf('\n') >= 0) {
                faults.add(new Fault(at, "configuration.fault.key", Shapes.LONGEST_KEY));
                continue;
            }
            var item = shapes.read(section.shape(), node.get(key), at, faults);
            if (item != null) {
                items.put(key, item);
            }
        }
        return items;
    }

    private static String clipped(String key) {
        var plain = key.replaceAll("\\p{Cntrl}|\\p{Cs}", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }
}
