package io.diabolo.health;

import io.diabolo.jooq.tables.records.HealthRecord;
import io.diabolo.platform.Texts;
import io.diabolo.rules.Rules;
import java.util.Comparator;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Why a customer is in danger, in a sentence: the rule that says so, and what takes most from its score. */
@Component
class RiskReason {
    private final Rules rules;
    private final HealthScoring scoring;
    private final Texts texts;

    RiskReason(Rules rules, HealthScoring scoring, Texts texts) {
        this.rules = rules;
        this.scoring = scoring;
        this.texts = texts;
    }

    String of(String rule, HealthRecord health, Locale locale) {
        return scoring.read(health.getLines()).stream()
                .filter(one -> one.points() < 0)
                .min(Comparator.comparingInt(HeldRule::points))
                .map(one -> texts.text(locale, "risk.reason", rule, says(one, locale)))
                .orElse(rule);
    }

    private String says(HeldRule rule, Locale locale) {
        return rule.name().isEmpty() ? rules.says(HealthRules.ID, rule.expression(), locale) : rule.name();
    }
}
