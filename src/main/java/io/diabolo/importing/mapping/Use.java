package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a column. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "to")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Use.MapTo.class, name = "field"),
    @JsonSubTypes.Type(value = Use.CustomField.class, name = "custom"),
    @JsonSubTypes.Type(value = Use.Ignore.class, name = "nothing")
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface Use {
    /**
     * It fills a field of the target ({@link Fields}).
     *
     * @param link the file of the same import that holds the records named; null for no such file, or a field that
     *     names none
     * @param by the column of that file that holds the values, null without a link
     * @param unknown what becomes of values that name no record, null while nobody has said it
     */
    record MapTo(
            String field,
            @Nullable String link,
            @Nullable String by,
            @Nullable Unknown unknown) implements Use {
        MapTo(String field) {
            this(field, null, null, null);
        }

        public MapTo(String field, @Nullable String link, @Nullable String by) {
            this(field, link, by, null);
        }
    }

    /** What becomes of a value that names no record. */
    enum Unknown {
        /** The record is made from the name. */
        CREATE,
        /** The row comes without it. */
        EMPTY,
        /** The row comes back with the reason. */
        REJECT;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Unknown of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        /** As an answer to a question: no value of a file is likely to look like it. */
        public String answer() {
            return "@" + id();
        }
    }

    /** It becomes a field of the workspace's own. {@code type} as in custom fields: text, number, date, choice … */
    record CustomField(String key, String label, String type) implements Use {}

    /** It is left out, which the page shows. */
    record Ignore() implements Use {}
}
