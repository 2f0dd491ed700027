package io.diabolo.records;

import java.util.Locale;

/**
 * What a field holds, and so the Java value that stands for it: TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE and COUNTRY
 * String; INTEGER Long; DECIMAL BigDecimal; BOOLEAN Boolean; DATE LocalDate; INSTANT Instant; MULTI_CHOICE
 * List&lt;String&gt;; MONEY {@link io.diabolo.platform.Money}; REFERENCE and MEMBER UUID.
 */
public enum FieldKind {
    TEXT,
    LONG_TEXT,
    EMAIL,
    PHONE,
    URL,
    COUNTRY,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    INSTANT,
    CHOICE,
    MULTI_CHOICE,
    MONEY,
    REFERENCE,
    MEMBER;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
