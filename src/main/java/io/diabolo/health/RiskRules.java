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

/** When a customer is in danger, and which playbook answers it: the first rule that holds decides. */
@Component
@Order(61)
class RiskRules implements RulePurpose {
    static final String ID = "health_risk";
    static final String RECOVERED_FROM = "health_recovered";
    private final ObjectProvider<Playbooks> playbooks;
    private final ObjectProvider<MeasureHealth> measuring;
    private final ObjectProvider<HealthTrials> trials;

    RiskRules(
            ObjectProvider<Playbooks> playbooks,
            ObjectProvider<MeasureHealth> measuring,
            ObjectProvider<HealthTrials> trials) {
        this.playbooks = playbooks;
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

    @Override
    public boolean givesPoints() {
        return false;
    }

    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.deciding(Playbooks.NOTICE, "health.notice_given"),
                Rule.deciding(Playbooks.SPONSOR, "health.sponsor_left && health.band != \"good\""),
                Rule.deciding(Playbooks.USAGE, "health.band == \"risk\" && health.usage_trend <= -30"),
                Rule.deciding(Playbooks.SERVICE, "health.band == \"risk\" && health.breached_promises >= 1"),
                Rule.deciding(Playbooks.RECOVERY, "health.band == \"risk\""));
    }

    @Override
    public Map<String, Long> settings() {
        return Map.of(RECOVERED_FROM, 50L);
    }

    @Override
    public @Nullable String fault(String setting, long value) {
        return value < 1 || value > 100 ? "health.fault.setting" : null;
    }

    @Override
    public @Nullable String fault(String outcome) {
        return playbooks.getObject().isKnown(outcome) ? null : "playbook.fault.outcome";
    }

    @Override
    public String outcomeLabel() {
        return "risk.playbook";
    }

    @Override
    public Map<String, String> outcomes(Actor me) {
        return playbooks.getObject().names(me.locale());
    }

    @Override
    public Replay replay(RuleSet candidate, Actor me) {
        return trials.getObject().risks(candidate, me);
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
