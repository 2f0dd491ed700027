package io.diabolo.accounts;

import io.diabolo.platform.Actor;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RulePurpose;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** By which signs of an account something is suggested to whoever looks after it. */
@Component
@Order(80)
class ExpansionRules implements RulePurpose {
    static final String ID = "expansion";

    /** For so many days what was dismissed, or done, isn't suggested again. */
    static final String QUIET = "quiet_days";

    /** So many days after they left, former customers are come back to. */
    static final String RETURN = "return_days";

    static final Map<String, Long> SETTINGS = settingsInOrder();
    private final ObjectProvider<ExpansionTrials> trials;

    ExpansionRules(ObjectProvider<ExpansionTrials> trials) {
        this.trials = trials;
    }

    private static Map<String, Long> settingsInOrder() {
        var all = new LinkedHashMap<String, Long>();
        all.put(QUIET, 90L);
        all.put(RETURN, 180L);
        return java.util.Collections.unmodifiableMap(all);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "account";
    }

    @Override
    public Set<String> joined() {
        return Set.of("company");
    }

    @Override
    public boolean givesPoints() {
        return false;
    }

    /** Where a limit is near or more people come, more can be sold; who is content buys something else, and recommends us. */
    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.deciding("upsell", "account.limit_used >= 80"),
                Rule.deciding("upsell", "account.adoption >= 60 && account.usage_change >= 20"),
                Rule.deciding("upsell", "account.new_contacts >= 5"),
                Rule.deciding("cross_sell", "account.value_reached >= 100"),
                Rule.deciding("cross_sell", "account.adoption >= 60 && account.products == 1"),
                Rule.deciding("referral", "account.nps >= 9"),
                Rule.deciding("win_back", "account.new_contacts >= 1"));
    }

    @Override
    public Map<String, Long> settings() {
        return SETTINGS;
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
