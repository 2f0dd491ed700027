package io.diabolo.offers;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RulePurpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which quotes somebody has to approve before they leave, and who: every rule that holds asks its role. */
@Component
@Order(55)
class ApprovalRules implements RulePurpose {
    static final String ID = "approval";
    /** 1: one after the other, as the rules stand; 0: all at once. */
    static final String IN_ORDER = "in_order";

    static final List<String> ROLES = List.of("manager", "salesops", "adv", "se", "ops");
    private final Texts texts;

    ApprovalRules(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "quote";
    }

    @Override
    public boolean asksSets() {
        return false;
    }

    @Override
    public boolean givesPoints() {
        return false;
    }

    /** A fifth off, hardly anything left, or bound for more than three years. */
    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.deciding("manager", "quote.discount_percent > 20.0"),
                Rule.deciding("manager", "quote.margin_percent < 15.0"),
                Rule.deciding("manager", "quote.term_months > 36"));
    }

    @Override
    public Map<String, Long> settings() {
        return Map.of(IN_ORDER, 0L);
    }

    @Override
    public @Nullable String fault(String outcome) {
        return ROLES.contains(outcome) ? null : "rules.fault.outcome";
    }

    @Override
    public Map<String, String> outcomes(Actor me) {
        var all = new LinkedHashMap<String, String>();
        ROLES.forEach(role -> all.put(role, texts.text(me.locale(), "role." + role)));
        return all;
    }
}
