package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What stands before the decimals; the other mark, spaces and apostrophes then part the thousands. */
public enum DecimalMark {
    POINT('.', ','),
    COMMA(',', '.');

    private final char mark;
    private final char thousands;

    DecimalMark(char mark, char thousands) {
        this.mark = mark;
        this.thousands = thousands;
    }

    char mark() {
        return mark;
    }

    char thousands() {
        return thousands;
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static DecimalMark of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
