package io.diabolo.pipeline;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a stage asks for before a deal enters it.
 *
 * @param what the name of a field, the id of a {@link GateFact}, or a rule's expression
 * @param least how much of a fact is enough; 1 where it is a yes or no
 * @param label as its author calls a rule; empty: its expression in words
 * @param when of which deals it is asked, such as those of large companies, as a rule's expression; empty: of all
 */
public record Ask(
        Kind kind,
        String what,
        int least,
        String label,
        @Nullable String when) {
    /** Where the answer stands: in a field of the deal, at another module, or in a rule over deal, company and person. */
    public enum Kind {
        FIELD,
        FACT,
        RULE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Kind named(String id) {
            for (var kind : values()) {
                if (kind.id().equals(id)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** What was written before there were conditions is asked of all. */
    @Override
    public String when() {
        return when == null ? "" : when;
    }

    Ask when(String condition) {
        return new Ask(kind, what, least, label, condition);
    }

    static Ask field(String name) {
        return new Ask(Kind.FIELD, name, 1, "", "");
    }

    static Ask fact(String id, int least) {
        return new Ask(Kind.FACT, id, least, "", "");
    }

    static Ask rule(String expression, String label) {
        return new Ask(Kind.RULE, expression, 1, label, "");
    }
}
