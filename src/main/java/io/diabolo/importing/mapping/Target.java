package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a row of a file can become. */
public enum Target {
    COMPANY,
    PERSON,
    LEAD,
    OPPORTUNITY,
    CONTRACT,
    PRODUCT,
    COMPETITOR,
    TICKET,
    MEMBER,
    ACTIVITY;

    /** The word used in mappings, field names and message keys. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The target of that word. */
    @JsonCreator
    public static Target of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
