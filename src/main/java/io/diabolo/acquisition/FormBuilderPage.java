package io.diabolo.acquisition;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A form while it is built.
 *
 * @param rows what it asks, in order
 * @param offered what could be asked besides, by target
 * @param address where visitors find it
 * @param snippet as HTML to be copied into a page
 * @param faults by the place of the row, or by field
 */
record FormBuilderPage(
        UUID id,
        String name,
        String state,
        int version,
        List<Row> rows,
        Map<String, String> offered,
        List<PastConsent> consents,
        String address,
        String frame,
        String snippet,
        String script,
        Hook hook,
        Map<String, String> faults,
        boolean editable,
        boolean stale) {
    String path() {
        return "/forms/" + id;
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    /** @param order as it was typed: rows are put in the order of these */
    record Row(int at, String target, String label, String fr, String en, boolean required, String order) {
        String name(String field) {
            return "questions." + at + "." + field;
        }

        String id(String field) {
            return "q-" + at + "-" + field;
        }
    }

    record PastConsent(int version, String fr, String en, boolean required, String since, boolean present) {}

    /** @param secret shown once, when it was made; else empty */
    record Hook(boolean open, String address, String secret, String mapping) {}
}
