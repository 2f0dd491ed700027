package io.diabolo.prospecting;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company or person as it is known before somebody looks for more.
 *
 * @param type company or person
 * @param values by field; what is empty has none
 */
record Subject(String type, UUID id, Map<String, String> values) {
    @Nullable
    String value(String field) {
        return values.get(field);
    }

    boolean lacks(String field) {
        return !values.containsKey(field);
    }

    boolean isCompany() {
        return type.equals("company");
    }
}
