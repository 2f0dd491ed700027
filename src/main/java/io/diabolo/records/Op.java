package io.diabolo.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a filter compares; several values mean "one of". */
public enum Op {
    EQ,
    NE,
    GT,
    GTE,
    LT,
    LTE,
    CONTAINS,
    PREFIX,
    /** Value {@code true} or {@code false}. */
    EMPTY;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Op> named(String id) {
        return Arrays.stream(values()).filter(op -> op.id().equals(id)).findFirst();
    }

    /** Several values mean any of them; of limits only one makes sense. */
    boolean takesSeveral() {
        return switch (this) {
            case EQ, NE, CONTAINS, PREFIX -> true;
            case GT, GTE, LT, LTE, EMPTY -> false;
        };
    }

    /** Whether a field of this kind can be compared so. */
    public boolean fits(FieldKind kind) {
        return switch (this) {
            case EQ, NE, EMPTY -> true;
            case GT, GTE, LT, LTE ->
                switch (kind) {
                    case INTEGER, DECIMAL, MONEY, DATE, INSTANT -> true;
                    default -> false;
                };
            case CONTAINS, PREFIX ->
                switch (kind) {
                    case TEXT, LONG_TEXT, EMAIL, PHONE, URL -> true;
                    default -> false;
                };
        };
    }
}
