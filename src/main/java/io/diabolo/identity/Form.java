package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in a form's fields, and what is wrong with it: a refused form comes back as it was typed. */
record Form(Map<String, String> values, List<BadInput.Fault> faults) {
    static Form empty() {
        return new Form(Map.of(), List.of());
    }

    static Form of(Map<String, String> values) {
        return new Form(values, List.of());
    }

    Form refused(BadInput why) {
        return new Form(values, why.faults());
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    boolean is(String field, String value) {
        return value.equals(values.get(field));
    }

    /** For an attribute: null leaves it away. */
    @Nullable
    String invalid(String field) {
        return faults.stream().anyMatch(fault -> fault.field().equals(field)) ? "true" : null;
    }

    String fault(String field, Ui ui) {
        return faults.stream()
                .filter(fault -> fault.field().equals(field))
                .map(fault -> ui.t(fault.key(), fault.args().toArray()))
                .findFirst()
                .orElse("");
    }
}
