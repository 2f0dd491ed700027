package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes a task, which stands in the queue of whoever is to do it. */
@Component
@Order(30)
class CreateTask implements Deed {
    private final Records records;
    private final RecordTypes types;
    private final Whom whom;
    private final Workspaces workspaces;
    private final Clock clock;

    CreateTask(Records records, RecordTypes types, Whom whom, Workspaces workspaces, Clock clock) {
        this.records = records;
        this.types = types;
        this.whom = whom;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "task";
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        var faults = new ArrayList<Fault>();
        if (action.value("subject").isEmpty()) {
            faults.add(new Fault("subject", "problem.field.required"));
        } else if (action.value("subject").length() > 200) {
            faults.add(new Fault("subject", "problem.field.too-long", 200));
        }
        if (!action.value("days").matches("[0-9]{0,3}")) {
            faults.add(new Fault("days", "automation.fault.number", 0, 999));
        }
        var fault = whom.fault(action.value("to"), "to", false);
        if (fault != null) {
            faults.add(fault);
        }
        return faults;
    }

    @Override
    public Did act(Doing doing) {
        var subject = Subject.of(doing, records);
        var to = whom.one(doing.told().value("to"), subject, doing);
        var days = doing.told().value("days");
        var today = LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        var input = new HashMap<String, @Nullable Object>(subject.asReferences());
        input.put("kind", "task");
        input.put("subject", doing.told().value("subject"));
        input.put(
                "due_on",
                today.plusDays(days.isEmpty() ? 0 : Integer.parseInt(days)).toString());
        input.put("owner", to.value().toString());
        if (subject.asReferences().isEmpty()) {
            throw new Refused("automation.fault.about-nobody");
        }
        var saved = records.create(types.byId("activity").orElseThrow(), input, doing.keeper());
        return Did.of("automation.did.task", whom.name(to)).in(saved.changeSet());
    }
}
