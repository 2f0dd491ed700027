package io.diabolo.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of the two languages somebody is written to in. */
final class Languages {
    private Languages() {}

    /** @param said as the person's record has it: {@code fr}, {@code FR-fr}, {@code Français}, {@code en_GB} … */
    static Locale of(@Nullable String said, Locale usual) {
        var text = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("fr")) {
            return Locale.FRANCE;
        }
        if (text.isEmpty()) {
            return usual;
        }
        // Whoever speaks another language is likelier to read English.
        return Locale.UK;
    }
}
