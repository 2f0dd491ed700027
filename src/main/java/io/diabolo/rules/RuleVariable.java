package io.diabolo.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import io.diabolo.records.ListField;
import org.jooq.Field;

/**
 * A field as rules name it: {@code company.headcount}.
 *
 * @param sql its value as one of Long, Double, String, Boolean, OffsetDateTime, String[]: read by both ways of running a rule
 */
record RuleVariable(String name, Holds holds, ListField field, Field<?> sql) {
    /** What follows the name of a text in small letters and without accents; nobody can type it. */
    static final String FOLDED = "@folded";

    enum Holds {
        TEXT(NullableType.create(SimpleType.STRING)),
        WHOLE(NullableType.create(SimpleType.INT)),
        NUMBER(NullableType.create(SimpleType.DOUBLE)),
        YES_NO(NullableType.create(SimpleType.BOOL)),
        MOMENT(NullableType.create(SimpleType.TIMESTAMP)),
        SEVERAL(ListType.create(SimpleType.STRING));

        private final CelType type;

        Holds(CelType type) {
            this.type = type;
        }

        CelType type() {
            return type;
        }
    }
}
