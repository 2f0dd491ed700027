package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
     */
    record MapTo(
            String field, @Nullable String link, @Nullable String by) implements Use {
        MapTo(String field) {
            this(field, null, null);
        }
    }

    /** It becomes a field of the workspace's own. {@code type} as in custom fields: text, number, date, choice … */
    record CustomField(String key, String label, String type) implements Use {}

    /** It is left out, which the page shows. */
    record Ignore() implements Use {}
}
