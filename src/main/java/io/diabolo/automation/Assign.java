package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives the record another owner: a member, the owner's manager, or whose turn it is. */
@Component
@Order(20)
class Assign implements Deed {
    private final Records records;
    private final Whom whom;

    Assign(Records records, Whom whom) {
        this.records = records;
        this.whom = whom;
    }

    @Override
    public String kind() {
        return "assign";
    }

    @Override
    public boolean suits(RecordType type) {
        return type.fields().stream()
                .anyMatch(one -> one.name().equals("owner") && one.kind() == FieldKind.MEMBER && one.is(Use.EDIT));
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        var fault = whom.fault(action.value("to"), "to", false);
        return fault == null ? List.of() : List.of(fault);
    }

    @Override
    public Did act(Doing doing) {
        var to = whom.one(doing.told().value("to"), Subject.of(doing, records), doing);
        var saved = records.update(
                doing.type(), doing.run().record(), Map.of("owner", to.value().toString()), null, doing.keeper());
        return Did.of(
                        saved.changeSet() == null ? "automation.did.assigned-before" : "automation.did.assign",
                        whom.name(to))
                .in(saved.changeSet());
    }
}
