package io.diabolo.importing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a person chooses beside the mapping.
 *
 * @param duplicates what happens to rows that match a record otherwise than by an id
 * @param missing what happens to rows that name a record which isn't there
 * @param backwards whether an update may move a stage back
 */
public record ImportOptions(Duplicates duplicates, Missing missing, boolean backwards) {
    public static ImportOptions usual() {
        return new ImportOptions(Duplicates.FILL, Missing.REJECT, false);
    }

    /** What happens to a row that matches an existing record by SIREN, e-mail, domain, phone or name. */
    public enum Duplicates {
        SKIP,
        FILL,
        OVERWRITE,
        CREATE;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Duplicates of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** What happens to a row that names a record of another file, or one that can't be made from a name. */
    public enum Missing {
        REJECT,
        EMPTY;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Missing of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
