package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes a value into a field; of a date {@code today}, or {@code +7} for seven days from now. */
@Component
@Order(10)
class SetField implements Deed {
    private final Records records;
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final Clock clock;

    SetField(Records records, RecordTypes types, Workspaces workspaces, Clock clock) {
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "set_field";
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        var field = find(type, action.value("field"));
        if (field == null) {
            return List.of(new Fault("field", "automation.fault.field", action.value("field")));
        }
        var value = action.value("value");
        if (value.length() > 2_000) {
            return List.of(new Fault("value", "problem.field.too-long", 2_000));
        }
        var choices = field.choices();
        return field.kind() == FieldKind.CHOICE && !value.isEmpty() && !choices.isEmpty() && !choices.contains(value)
                ? List.of(new Fault("value", "automation.fault.choice", String.join(", ", choices)))
                : List.of();
    }

    private @Nullable ListField find(RecordType type, String name) {
        return fields(types, type).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Those that can be written. */
    static List<ListField> fields(RecordTypes types, RecordType type) {
        return types.fields(type).stream().filter(one -> one.is(Use.EDIT)).toList();
    }

    @Override
    public Did act(Doing doing) {
        var name = doing.told().value("field");
        var field = find(doing.type(), name);
        if (field == null) {
            throw new Refused("automation.fault.field", name);
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put(name, value(field, doing.told().value("value")));
        var saved = records.update(doing.type(), doing.run().record(), input, null, doing.keeper());
        return saved.changeSet() == null
                ? Did.of("automation.did.same")
                : Did.of("automation.did.set_field", name, doing.told().value("value"))
                        .in(saved.changeSet());
    }

    private @Nullable String value(ListField field, String told) {
        if (told.isEmpty()) {
            return null;
        }
        if (field.kind() == FieldKind.DATE && told.matches("today|[+-][0-9]{1,4}")) {
            var today =
                    LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
            return today.plusDays(told.equals("today") ? 0 : Long.parseLong(told))
                    .toString();
        }
        return told;
    }
}
