package io.diabolo.health;

import io.diabolo.platform.Actor;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RulePurpose;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What speaks for a customer's health and what against it. Each rule that holds adds its points to those that every
 * customer begins with; a rule for a segment names it ({@code company.segment}).
 */
@Component
@Order(60)
class HealthRules implements RulePurpose {
    static final String ID = "health";
    static final String START = "health_start";
    static final String GOOD_FROM = "health_good";
    static final String WATCH_FROM = "health_watch";
    private static final Set<String> FOLLOWING =
            Set.of("health.score", "health.band", "health.change", "health.measured_at", "health.company");
    private final ObjectProvider<MeasureHealth> measuring;
    private final ObjectProvider<HealthTrials> trials;

    HealthRules(ObjectProvider<MeasureHealth> measuring, ObjectProvider<HealthTrials> trials) {
        this.measuring = measuring;
        this.trials = trials;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return HealthType.ID;
    }

    @Override
    public Set<String> joined() {
        return Set.of("company");
    }

    /** The score would follow from itself. */
    @Override
    public Set<String> unasked() {
        return FOLLOWING;
    }

    /** Use first, then what was promised, what they say of us, whom we know there, and the contract. */
    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.giving(15, "health.usage_trend >= 10"),
                Rule.giving(10, "health.adoption >= 60"),
                Rule.giving(-20, "health.usage_trend <= -30"),
                Rule.giving(-15, "health.idle_days >= 14"),
                Rule.giving(-10, "health.open_tickets >= 3"),
                Rule.giving(-10, "health.urgent_tickets >= 1"),
                Rule.giving(-15, "health.breached_promises >= 1"),
                Rule.giving(10, "health.nps >= 9"),
                Rule.giving(-20, "health.nps <= 6"),
                Rule.giving(5, "health.csat >= 4"),
                Rule.giving(-10, "health.csat <= 2"),
                Rule.giving(-20, "health.sponsor_left"),
                Rule.giving(5, "health.silent_days <= 14"),
                Rule.giving(-10, "health.silent_days >= 90"),
                Rule.giving(
                        -10, "(company.segment == \"enterprise\" || company.key_account) && health.silent_days >= 30"),
                Rule.giving(-15, "health.onboarding_late >= 5"),
                Rule.giving(15, "health.value_reached >= 80"),
                Rule.giving(-10, "health.values_missed >= 1"),
                Rule.giving(-5, "health.late_orders >= 1"),
                Rule.giving(10, "health.mrr_change >= 10"),
                Rule.giving(-15, "health.mrr_change <= -10"),
                Rule.giving(-40, "health.notice_given"));
    }

    @Override
    public Map<String, Long> settings() {
        return Map.of(START, 60L, GOOD_FROM, 70L, WATCH_FROM, 40L);
    }

    @Override
    public @Nullable String fault(String setting, long value) {
        return value < 1 || value > 100 ? "health.fault.setting" : null;
    }

    @Override
    public Replay replay(RuleSet candidate, Actor me) {
        return trials.getObject().replay(candidate, me);
    }

    @Override
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        return trials.getObject().trial(candidate, named, me);
    }

    @Override
    public void changed(RuleSet set, Actor me) {
        measuring.getObject().begin(me);
    }
}
