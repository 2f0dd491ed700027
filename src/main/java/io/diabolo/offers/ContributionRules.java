package io.diabolo.offers;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.rules.RulePurpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which quotes can’t leave without a contribution, and whose: the role of every rule that holds has to have taken it on. */
@Component
@Order(56)
class ContributionRules implements RulePurpose {
    static final String ID = "contribution";

    private static final List<String> ROLES = List.of("se", "ops");
    private final Texts texts;

    ContributionRules(Texts texts) {
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
