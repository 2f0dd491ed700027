package io.diabolo.qualification;

import io.diabolo.platform.Actor;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RulePurpose;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How much a person does that shows interest: each touch gives points, and they fade. */
@Component
@Order(20)
class IntentRules implements RulePurpose {
    static final String ID = "intent";
    static final String HALF_LIFE = "half_life";
    private final ObjectProvider<RescoreLeads> rescore;
    private final ObjectProvider<ScoreTrials> trials;

    IntentRules(ObjectProvider<RescoreLeads> rescore, ObjectProvider<ScoreTrials> trials) {
        this.rescore = rescore;
        this.trials = trials;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "activity";
    }

    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.giving(20, "activity.kind == \"meeting\""),
                Rule.giving(12, "activity.kind == \"mail\" && activity.direction == \"inbound\""),
                Rule.giving(12, "activity.kind == \"call\" && activity.direction == \"inbound\""),
                Rule.giving(4, "activity.kind == \"call\" && activity.direction != \"inbound\""));
    }

    @Override
    public Map<String, Long> settings() {
        return Map.of(HALF_LIFE, 30L);
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
        rescore.getObject().begin(me);
    }
}
