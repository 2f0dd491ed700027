package io.diabolo.qualification;

import io.diabolo.pipeline.Reason;
import io.diabolo.sheets.Sheet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that the page on which a lead is decided shows.
 *
 * @param open it can be qualified or kept for later
 * @param typed what was typed and refused
 */
record DecisionPage(
        UUID lead,
        String name,
        int version,
        boolean open,
        Sheet sheet,
        List<Reason> reasons,
        Map<String, String> typed,
        Map<String, String> faults) {
    String path() {
        return "/leads/" + lead;
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }
}
