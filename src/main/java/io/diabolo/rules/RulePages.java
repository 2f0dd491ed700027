package io.diabolo.rules;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what the pages of rules show. */
@Component
class RulePages {
    private final Rules rules;

    RulePages(Rules rules) {
        this.rules = rules;
    }

    /** @param fault what is wrong, or empty */
    record Check(String says, String fault, String count) {}

    @Transactional(readOnly = true)
    public Check check(String purpose, String expression, Ui ui) {
        var fault = rules.fault(purpose, expression);
        if (fault != null) {
            return new Check("", ui.t(fault.key(), fault.args().toArray()), "");
        }
        var says = rules.says(purpose, expression, ui.locale());
        var counted = rules.purpose(purpose).asksSets()
                ? ui.t("rules.check.count", rules.count(purpose, expression, ui.me()))
                : "";
        return new Check(says, "", counted);
    }

    @Transactional(readOnly = true)
    public String written(String purpose, String field, String op, String value) {
        return rules.written(purpose, field, op, value);
    }

    @Transactional(readOnly = true)
    public RulesPage page(String purpose, RuleForm form, RuleController.Asked asked, Ui ui) {
        var meant = rules.purpose(purpose);
        var faults = new LinkedHashMap<String, String>();
        asked.faults().forEach((field, fault) -> faults.put(field, said(fault, ui)));
        var chosen = meant.outcomes(ui.me());
        return new RulesPage(
                purpose,
                rules.purposes().stream().map(RulePurpose::id).toList(),
                Rules.mayEdit(ui.me()),
                meant.givesPoints(),
                form.version() == null ? 0 : form.version(),
                form.rows().stream()
                        .map(row -> new RulesPage.Row(
                                row,
                                says(purpose, row.value("expression"), ui),
                                of(row.at(), faults),
                                outcomes(meant, chosen, row.value("outcome"), ui)))
                        .toList(),
                settings(meant, form, faults),
                words(meant, ui),
                meant.outcomeLabel(),
                chosen,
                asked.typed(),
                faults.entrySet().stream()
                        .filter(one -> !one.getKey().startsWith("rules[")
                                && !one.getKey().startsWith("settings."))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(""),
                asked.stale(),
                asked.trial(),
                asked.tried(),
                asked.replay());
    }

    /** What a rule has is offered as well, marked where it can't be chosen any more: saving never changes it unseen. */
    private static Map<String, String> outcomes(RulePurpose purpose, Map<String, String> all, String own, Ui ui) {
        if (own.isEmpty() || all.isEmpty() || all.containsKey(own)) {
            return all;
        }
        var called = purpose.called(own, ui.me());
        var more = new LinkedHashMap<String, String>();
        more.put(own, purpose.fault(own) == null ? called : ui.t("rules.outcome.gone", called));
        more.putAll(all);
        return more;
    }

    private static String said(BadInput.Fault fault, Ui ui) {
        return ui.t(fault.key(), fault.args().toArray());
    }

    private String says(String purpose, String expression, Ui ui) {
        return rules.fault(purpose, expression) == null ? rules.says(purpose, expression, ui.locale()) : "";
    }

    private static Map<String, String> of(int at, Map<String, String> faults) {
        var prefix = "rules[" + at + "].";
        var own = new LinkedHashMap<String, String>();
        faults.forEach((field, text) -> {
            if (field.startsWith(prefix)) {
                own.put(field.substring(prefix.length()), text);
            }
        });
        return own;
    }

    private static List<RulesPage.Setting> settings(RulePurpose purpose, RuleForm form, Map<String, String> faults) {
        var all = new ArrayList<RulesPage.Setting>();
        purpose.settings()
                .forEach((name, usual) -> all.add(new RulesPage.Setting(
                        name,
                        form.settings().getOrDefault(name, String.valueOf(usual)),
                        faults.getOrDefault("settings." + name, ""))));
        return all;
    }

    private List<RulesPage.Word> words(RulePurpose purpose, Ui ui) {
        return rules.words(purpose.id(), ui.locale()).stream()
                .map(word -> new RulesPage.Word(word.name(), word.label(), word.kind()))
                .toList();
    }
}
