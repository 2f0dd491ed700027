package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the values of a column are. */
public enum ValueKind {
    TEXT,
    INTEGER,
    DECIMAL,
    MONEY,
    PERCENTAGE,
    DATE,
    DATE_TIME,
    BOOLEAN,
    EMAIL,
    PHONE,
    URL,
    SIREN,
    SIRET,
    VAT_NUMBER,
    COUNTRY;

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == MONEY || this == PERCENTAGE;
    }

    boolean isDate() {
        return this == DATE || this == DATE_TIME;
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ValueKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
