package io.diabolo.sheets;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A meeting, call or mail at which answers were given: the evidence of what is written down, unless its writer says
 * otherwise.
 *
 * @param type meeting or activity
 * @param source as an answer names it: meeting, call, mail
 * @param saidBy whom was met or spoken to; empty when that isn't known
 * @param inHand whether it is going on, or has just ended
 */
public record Occasion(String type, UUID id, String label, String source, String saidBy, LocalDate on, boolean inHand) {
    private static final Map<String, String> PLURALS = Map.of("meeting", "meetings", "activity", "activities");

    /** Where a record's occasions come from; a bean. The latest first. */
    public interface Of {
        List<Occasion> of(String type, UUID subject, io.diabolo.web.Ui ui);
    }

    /** As a form and the API name it. */
    public String key() {
        return key(type, id);
    }

    static String key(@Nullable String type, @Nullable UUID id) {
        return type == null || id == null ? "" : type + ":" + id;
    }

    static String path(String key) {
        var at = key.indexOf(':');
        return at < 0
                ? ""
                : "/" + PLURALS.getOrDefault(key.substring(0, at), "activities") + "/" + key.substring(at + 1);
    }
}
