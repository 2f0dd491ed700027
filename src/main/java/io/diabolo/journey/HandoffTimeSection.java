package io.diabolo.journey;

import io.diabolo.clocks.Budget;
import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Within what time each kind of hand-off is answered. */
@Component
class HandoffTimeSection implements ConfigurationSection<HandoffTimeSection.Said> {
    private final HandoffTimes times;

    HandoffTimeSection(HandoffTimes times) {
        this.times = times;
    }

    /** @param unit minutes, hours or days, of working time */
    record Said(int amount, String unit) {}

    @Override
    public String id() {
        return "handoff_times";
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        times.all()
                .forEach((kind, budget) -> all.put(
                        kind.id(), new Said(budget.amount(), budget.unit().id())));
        return all;
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var kind = HandoffKind.named(key)
                .orElseThrow(() -> new BadInput("", "configuration.fault.item", String.join(", ", items().keySet())));
        times.change(Map.of(kind, budget(wanted)), me);
    }

    private static Budget budget(Said said) {
        Budget.Unit unit;
        try {
            unit = Budget.Unit.of(said.unit());
        } catch (IllegalArgumentException _) {
            throw new BadInput("unit", "problem.field.choice", "minutes, hours, days");
        }
        try {
            return new Budget(said.amount(), unit);
        } catch (IllegalArgumentException _) {
            throw new BadInput("amount", "configuration.fault.amount");
        }
    }

    @Override
    public Set<String> actions() {
        return Set.of("handoff-times.changed");
    }

    @Override
    public boolean mayApply(Actor me) {
        return me.administrator() && me.scope().includes(Scope.ADMIN);
    }

    @Override
    public boolean isSetBack() {
        return true;
    }
}
