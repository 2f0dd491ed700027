package io.diabolo.qualification;

import io.diabolo.platform.Actor;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RulePurpose;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How well a lead's company and person suit what is sold. */
@Component
@Order(10)
class FitRules implements RulePurpose {
    static final String ID = "fit";
    private final ObjectProvider<RescoreLeads> rescore;
    private final ObjectProvider<ScoreTrials> trials;

    FitRules(ObjectProvider<RescoreLeads> rescore, ObjectProvider<ScoreTrials> trials) {
        this.rescore = rescore;
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

    /** Who decides, in a company large enough to buy, that can be reached. */
    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.giving(20, "company.headcount >= 50"),
                Rule.giving(10, "company.key_account"),
                Rule.giving(
                        15,
                        "person.title.mentions(\"direct\") || person.title.mentions(\"chief\") ||"
                                + " person.title.mentions(\"head\") || person.title.mentions(\"VP\") ||"
                                + " person.title.mentions(\"responsable\") || person.title.mentions(\"gérant\")"),
                Rule.giving(10, "lead.channel == \"inbound\""),
                Rule.giving(5, "filled(person.phone) || filled(person.mobile)"),
                Rule.giving(5, "filled(person.email)"),
                Rule.giving(-15, "person.consent == \"opted_out\""));
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
