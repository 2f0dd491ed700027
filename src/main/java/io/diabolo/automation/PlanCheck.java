package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether a plan can be one: what it names is there, and its keeper may do it. */
@Component
class PlanCheck {
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_ACTIONS = 20;
    /** Thirty days. */
    private static final int LONGEST_DELAY = 43_200;

    private final RecordTypes types;
    private final Rules rules;
    private final ObjectProvider<Deed> deeds;

    PlanCheck(RecordTypes types, Rules rules, ObjectProvider<Deed> deeds) {
        this.types = types;
        this.rules = rules;
        this.deeds = deeds;
    }

    /** @throws BadInput naming each thing that is wrong */
    void refuse(String name, Plan plan, Actor me) {
        var faults = new ArrayList<Fault>();
        if (name.isBlank()) {
            faults.add(new Fault("name", "problem.field.required"));
        } else if (name.length() > 200 || name.indexOf('\0') >= 0) {
            faults.add(new Fault("name", "problem.field.too-long", 200));
        }
        if (!AutomationRules.present(types).contains(plan.recordType())) {
            throw new BadInput("record_type", "automation.fault.type");
        }
        var type = types.byId(plan.recordType()).orElseThrow();
        trigger(plan, type, faults);
        conditions(plan, faults);
        if (plan.actions().isEmpty() || plan.actions().size() > MOST_ACTIONS) {
            faults.add(new Fault("actions", "automation.fault.actions", MOST_ACTIONS));
        }
        for (var i = 0; i < Math.min(MOST_ACTIONS, plan.actions().size()); i++) {
            var action = plan.actions().get(i);
            var at = "actions[" + i + "]";
            var deed = deeds.stream()
                    .filter(one -> one.kind().equals(action.kind()) && one.suits(type))
                    .findFirst()
                    .orElse(null);
            if (deed == null) {
                faults.add(new Fault(at, "automation.fault.kind"));
            } else {
                deed.check(action, type, me)
                        .forEach(fault -> faults.add(new Fault(at + "." + fault.field(), fault.key(), fault.args())));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private void trigger(Plan plan, RecordType type, List<Fault> faults) {
        var trigger = plan.trigger();
        if (!Trigger.KINDS.contains(trigger.begins())) {
            faults.add(new Fault("begins", "automation.fault.begins"));
        }
        if (plan.mostAnHour() < 1 || plan.mostAnHour() > 100_000) {
            faults.add(new Fault("most_an_hour", "automation.fault.number", 1, 100_000));
        }
        if (plan.delayMinutes() < 0 || plan.delayMinutes() > LONGEST_DELAY) {
            faults.add(new Fault("delay_minutes", "automation.fault.number", 0, LONGEST_DELAY));
        }
        if (plan.settles() && plan.delayMinutes() == 0) {
            faults.add(new Fault("delay_minutes", "automation.fault.settles"));
        }
        if (trigger.isEvent()) {
            event(trigger, type, faults);
        } else if (!trigger.at().matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            faults.add(new Fault("at", "automation.fault.time"));
        }
        if (trigger.isDate()) {
            if (dates(type).stream().noneMatch(one -> one.name().equals(trigger.field()))) {
                faults.add(new Fault("field", "automation.fault.date-field"));
            }
            if (Math.abs(trigger.days()) > 3_650) {
                faults.add(new Fault("days", "automation.fault.number", -3_650, 3_650));
            }
        }
        if (trigger.isSchedule()) {
            if (!Trigger.RHYTHMS.contains(trigger.every())) {
                faults.add(new Fault("every", "automation.fault.every"));
            }
            var most = trigger.every().equals("week") ? 7 : 31;
            if (trigger.on() < 1 || trigger.on() > most) {
                faults.add(new Fault("on", "automation.fault.number", 1, most));
            }
            if (plan.conditions().isEmpty()) {
                faults.add(new Fault("conditions", "automation.fault.condition-needed"));
            }
        }
    }

    private void event(Trigger trigger, RecordType type, List<Fault> faults) {
        if (!events(type.id()).contains(trigger.event())) {
            faults.add(new Fault("event", "automation.fault.event"));
        }
        var known = types.fields(type).stream().map(ListField::name).toList();
        for (var field : trigger.fields()) {
            if (!known.contains(field)) {
                faults.add(new Fault("fields", "automation.fault.field", field));
            }
        }
        if (trigger.detail().length() > 100) {
            faults.add(new Fault("detail", "problem.field.too-long", 100));
        }
    }

    private void conditions(Plan plan, List<Fault> faults) {
        if (plan.conditions().size() > MOST_CONDITIONS) {
            faults.add(new Fault("conditions", "rules.fault.many", MOST_CONDITIONS));
        }
        for (var i = 0; i < Math.min(MOST_CONDITIONS, plan.conditions().size()); i++) {
            var fault = rules.fault(
                    AutomationRules.purpose(plan.recordType()),
                    plan.conditions().get(i));
            if (fault != null) {
                faults.add(new Fault("conditions[" + i + "]", fault.key(), fault.args()));
            }
        }
    }

    /** What can happen to records of a type. */
    static List<String> events(String type) {
        var all = new ArrayList<>(List.of("created", "changed"));
        if (type.equals("lead") || type.equals("opportunity")) {
            all.add("stage");
        }
        if (type.equals("lead") || type.equals("opportunity") || type.equals("company")) {
            all.addAll(List.of("handoff_offered", "handoff_accepted", "handoff_returned"));
        }
        all.addAll(List.of("clock_warned", "clock_breached"));
        if (type.equals("lead")) {
            all.add("form");
        }
        return all;
    }

    /** The fields of which an automation can count the days, which the record itself holds. */
    List<ListField> dates(RecordType type) {
        return types.fields(type).stream()
                .filter(one -> one.kind() == FieldKind.DATE || one.kind() == FieldKind.INSTANT)
                .filter(one -> one.custom() != null || DueDates.isOwn(type, one))
                .toList();
    }

    /** The fields whose change can be waited for. */
    List<ListField> changing(RecordType type) {
        return types.fields(type).stream()
                .filter(one -> one.custom() != null || (one.is(Use.EDIT) && one.is(Use.STORED)))
                .filter(one -> one.custom() != null || DueDates.isOwn(type, one))
                .toList();
    }
}
