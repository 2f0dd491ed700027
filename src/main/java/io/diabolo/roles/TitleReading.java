package io.diabolo.roles;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job title says, and why.
 *
 * @param alternatives the other ways in which it can be read, the likelier first
 * @param hints what else it tells: {@code hunter}, {@code field}, {@code key-accounts} …
 * @param confidence between 0 and 1: how sure this reading is
 */
public record TitleReading(
        CanonicalRole role,
        List<CanonicalRole> alternatives,
        Seniority seniority,
        List<String> hints,
        double confidence,
        Reason reason) {

    public TitleReading {
        alternatives = List.copyOf(alternatives);
        hints = List.copyOf(hints);
    }

    /** Nothing in it is known, or nothing is left of it. */
    static TitleReading unknown(Seniority seniority, double confidence) {
        return new TitleReading(
                CanonicalRole.NONE,
                List.of(),
                seniority,
                List.of(),
                confidence,
                new Reason(Basis.NOTHING, List.of(), null, List.of(), false));
    }

    /**
     * Why it was read so.
     *
     * @param words the words of the title that decided, as they stand in it
     * @param note a convention of reading that was applied, such as {@code bizdev}
     * @param misspelt words that were read as others, each {@code "comercial → commercial"}
     * @param team it leads people of this role
     */
    public record Reason(
            Basis basis, List<String> words, @Nullable String note, List<String> misspelt, boolean team) {
        public Reason {
            words = List.copyOf(words);
            misspelt = List.copyOf(misspelt);
        }
    }

    /** How much the title says by itself. */
    public enum Basis {
        /** It names the role. */
        NAME,
        /** It names the field, and the role follows from it. */
        FIELD,
        /** It names another occupation. */
        OTHER,
        /** It has no word of selling, marketing or customers. */
        NOTHING
    }
}
