package io.diabolo.automation;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Named;
import io.diabolo.configuration.Places;
import io.diabolo.configuration.Portable;
import io.diabolo.platform.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Automations, by name. Whether one is on isn't in the file: what comes from elsewhere is a draft until somebody here tried it
 * and switched it on. So one that is on is switched off when another plan comes.
 */
@Component
class AutomationSection implements ConfigurationSection<Plan> {
    private static final Set<String> TRIGGER =
            Set.of("begins", "event", "fields", "detail", "field", "days", "every", "on", "at");

    private final Automations automations;
    private final Portable portable;

    AutomationSection(Automations automations, Portable portable) {
        this.automations = automations;
        this.portable = portable;
    }

    @Override
    public String id() {
        return "automations";
    }

    @Override
    public int order() {
        return 65;
    }

    @Override
    public Class<Plan> shape() {
        return Plan.class;
    }

    @Override
    public Map<String, Plan> items() {
        var all = new LinkedHashMap<String, Plan>();
        present().forEach((name, one) -> all.put(name, written(one.plan())));
        return all;
    }

    private Map<String, Automation> present() {
        return Named.byName(automations.plans(), Automation::name);
    }

    private Plan written(Plan plan) {
        return with(plan, (text, _) -> Objects.requireNonNullElse(portable.written(text), text));
    }

    /** What a text of a plan says elsewhere; its place is for whoever is told of a fault. */
    private interface Translation {
        String of(String text, String place);
    }

    private static Plan with(Plan plan, Translation other) {
        var trigger = plan.trigger();
        var conditions = new ArrayList<String>();
        for (var one : plan.conditions()) {
            conditions.add(other.of(one, "conditions[" + conditions.size() + "]"));
        }
        var actions = new ArrayList<Action>();
        for (var one : plan.actions()) {
            var values = new TreeMap<String, String>();
            one.values()
                    .forEach((name, value) ->
                            values.put(name, other.of(value, "actions[" + actions.size() + "].values." + name)));
            actions.add(new Action(one.kind(), values));
        }
        return new Plan(
                plan.recordType(),
                new Trigger(
                        trigger.begins(),
                        trigger.event(),
                        trigger.fields(),
                        other.of(trigger.detail(), "trigger.detail"),
                        trigger.field(),
                        trigger.days(),
                        trigger.every(),
                        trigger.on(),
                        trigger.at(),
                        trigger.again()),
                plan.delayMinutes(),
                plan.settles(),
                plan.imports(),
                plan.mostAnHour(),
                conditions,
                List.copyOf(actions));
    }

    @Override
    public void apply(String key, Plan wanted, Actor me) {
        var plan = with(wanted, portable::local);
        var present = present().get(key);
        Places.named(AutomationSection::place, () -> {
            if (present == null) {
                automations.create(key, plan, me);
            } else {
                automations.save(present.id(), present.name(), plan, null, me);
                if (present.isOn() && !present.plan().equals(plan)) {
                    automations.become(present.id(), false, me);
                }
            }
        });
    }

    /** Faults name what a trigger or an action says without saying that it is theirs. */
    private static String place(String field) {
        if (TRIGGER.contains(field)) {
            return "trigger." + field;
        }
        var value = field.indexOf("].");
        return field.startsWith("actions[") && value > 0
                ? field.substring(0, value) + "].values" + field.substring(value + 1)
                : field;
    }

    @Override
    public Set<String> actions() {
        return Set.of("automation.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("automation");
    }

    @Override
    public boolean mayApply(Actor me) {
        return AutomationRights.may(me);
    }
}
