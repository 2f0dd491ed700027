package io.diabolo.privacy;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that is kept about one person, part by part. */
record PersonFile(Locale locale, ZoneId zone, String workspace, String name, List<Part> parts) {

    /** @param title text key */
    record Part(String id, String title, List<Entry> entries) {}

    /** @param values as they are stored */
    record Entry(Map<String, Object> values, List<Line> lines) {}

    /** One value as people read it. */
    record Line(String label, String value) {}

    Map<String, Object> json() {
        var all = new LinkedHashMap<String, Object>();
        all.put("workspace", workspace);
        parts.forEach(part ->
                all.put(part.id(), part.entries().stream().map(Entry::values).toList()));
        return all;
    }
}
