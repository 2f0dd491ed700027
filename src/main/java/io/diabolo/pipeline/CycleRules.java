package io.diabolo.pipeline;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RulePurpose;
import io.diabolo.rules.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether a sale is short, medium or long: the first rule that holds. */
@Component
@Order(50)
class CycleRules implements RulePurpose {
    static final String ID = "cycle";
    private final Texts texts;
    private final ObjectProvider<CycleLengths> lengths;

    CycleRules(Texts texts, ObjectProvider<CycleLengths> lengths) {
        this.texts = texts;
        this.lengths = lengths;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "opportunity";
    }

    @Override
    public Set<String> joined() {
        return Set.of("company");
    }

    @Override
    public boolean givesPoints() {
        return false;
    }

    /** Large customers, public buyers and large sums take their time; small firms buy small things fast. */
    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.deciding(
                        "long",
                        "company.key_account || company.segment == \"enterprise\" ||"
                                + " company.industry.mentions(\"public\") || opportunity.amount >= 100000"),
                Rule.deciding(
                        "short",
                        "opportunity.amount < 15000 && (company.segment in [\"micro\", \"smb\"] ||"
                                + " empty(company.segment))"),
                Rule.deciding("medium", "true"));
    }

    @Override
    public @Nullable String fault(String outcome) {
        return CycleLengths.LENGTHS.contains(outcome) ? null : "rules.fault.outcome";
    }

    @Override
    public Map<String, String> outcomes(Actor me) {
        var all = new LinkedHashMap<String, String>();
        CycleLengths.LENGTHS.forEach(one -> all.put(one, texts.text(me.locale(), "choice.opportunity.cycle." + one)));
        return all;
    }

    @Override
    public void changed(RuleSet set, Actor me) {
        lengths.getObject().sortAll();
    }
}
