package io.diabolo.qualification;

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

/** Who gets a lead that has no owner: the first rule that holds, and has somebody to give it to. */
@Component
@Order(30)
class RoutingRules implements RulePurpose {
    static final String ID = "routing";
    private final ObjectProvider<RoutingTrials> trials;

    RoutingRules(ObjectProvider<RoutingTrials> trials) {
        this.trials = trials;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "lead";
    }

    @Override
    public Set<String> joined() {
        return Set.of("company", "person");
    }

    @Override
    public boolean asksSets() {
        return false;
    }

    @Override
    public boolean givesPoints() {
        return false;
    }

    /** Whoever follows the company already; else the BDRs in turn, else the SDRs, else inside sales. */
    @Override
    public List<Rule> defaults() {
        var inbound = "lead.channel == \"inbound\"";
        return List.of(
                Rule.deciding("account_owner", inbound + " && filled(company.owner)"),
                Rule.deciding("role:bdr", inbound),
                Rule.deciding("role:sdr", inbound),
                Rule.deciding("role:inside", inbound));
    }

    @Override
    public @Nullable String fault(String outcome) {
        return trials.getObject().isOutcome(outcome) ? null : "rules.fault.outcome";
    }

    @Override
    public Map<String, String> outcomes(Actor me) {
        return trials.getObject().outcomes(me);
    }

    @Override
    public String called(String outcome, Actor me) {
        return trials.getObject().called(outcome, me);
    }

    @Override
    public Replay replay(RuleSet candidate, Actor me) {
        return trials.getObject().replay(candidate, me);
    }

    @Override
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        return trials.getObject().trial(candidate, named, me);
    }
}
