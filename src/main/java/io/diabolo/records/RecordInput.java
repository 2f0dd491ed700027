package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.FieldValues.Unreadable;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the values given to a command, by field name, by the API's name, or as {@code custom: {…}}. */
@Component
class RecordInput {
    private final RecordTypes types;
    private final FieldValues values;

    RecordInput(RecordTypes types, FieldValues values) {
        this.types = types;
        this.values = values;
    }

    /** @param custom values of added fields by key, as they stand in JSON */
    record Given(Map<String, @Nullable Object> own, Map<String, @Nullable Object> custom, List<Fault> faults) {}

    Given read(RecordType type, Map<String, ? extends @Nullable Object> input, Actor me) {
        var fields = types.fields(type);
        var given = new Given(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        input.forEach((name, value) -> {
            if (name.equals("custom") && value instanceof Map<?, ?> all) {
                all.forEach((key, one) -> take(fields, "custom." + key, one, given, me));
            } else {
                take(fields, name, value, given, me);
            }
        });
        return given;
    }

    private void take(List<ListField> fields, String name, @Nullable Object value, Given given, Actor me) {
        var field = fields.stream()
                .filter(one -> one.name().equals(name) || one.apiName().equals(name))
                .findFirst()
                .orElse(null);
        if (field == null) {
            given.faults().add(new Fault(name, "problem.field.unknown", name));
        } else if (!field.is(Use.EDIT)) {
            given.faults().add(new Fault(name, "problem.field.computed"));
        } else {
            try {
                var read = values.read(field, value, me);
                if (field.custom() != null) {
                    given.custom().put(field.custom().key(), CustomValues.write(read));
                } else {
                    given.own().put(field.name(), read);
                }
            } catch (Unreadable unreadable) {
                if (unreadable.isUnknownName() && makes(field, name, value)) {
                    given.own()
                            .put(
                                    field.name(),
                                    new NewReference(String.valueOf(value).strip()));
                } else {
                    given.faults().add(unreadable.of(name));
                }
            }
        }
    }

    /** A new name is meant where the field itself is given; its id ({@code company_id}) must be one that exists. */
    private static boolean makes(ListField field, String name, @Nullable Object value) {
        return field.custom() == null
                && name.equals(field.name())
                && field.type().createsReference(field.field())
                && value instanceof String text
                && FieldConditions.uuid(text.strip()) == null
                && !text.strip().startsWith(ReferenceValues.EXTERNAL)
                && text.strip().length() <= 500;
    }
}
