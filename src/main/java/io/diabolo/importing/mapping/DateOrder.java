package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which order a date is written. Separators, times, two-digit years and month names are understood in each. */
public enum DateOrder {
    /** 2026-04-03, also 20260403 */
    YMD,
    /** 03/04/2026 is the third of April */
    DMY,
    /** 03/04/2026 is the fourth of March */
    MDY;

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static DateOrder of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
