package io.diabolo.automation;

import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Plans and runs in words, for who reads them. */
@Component
class AutomationWords {
    private final Rules rules;

    AutomationWords(Rules rules) {
        this.rules = rules;
    }

    /** When it begins, as a sentence. */
    static String trigger(Plan plan, Ui ui) {
        var trigger = plan.trigger();
        var type = ui.t("record." + plan.recordType() + ".one");
        if (trigger.isDate()) {
            var field = field(plan.recordType(), trigger.field(), ui);
            return ui.t(
                    trigger.days() < 0 ? "automation.says.before" : "automation.says.after",
                    Math.abs(trigger.days()),
                    field,
                    type);
        }
        if (trigger.isSchedule()) {
            return rhythm(trigger, ui);
        }
        var said = ui.t("automation.event." + trigger.event()) + detail(trigger, ui);
        return type + ui.t("automation.colon") + " " + said + delay(plan, ui);
    }

    /** One that the workspace added is called by its key here. */
    static String field(String recordType, String name, Ui ui) {
        return name.startsWith("custom.") || name.isEmpty()
                ? name.replace("custom.", "")
                : ui.t("field." + recordType + "." + name);
    }

    private static String rhythm(Trigger trigger, Ui ui) {
        return switch (trigger.every()) {
            case "week" -> ui.t("automation.says.week", weekday(trigger.on(), ui), trigger.at());
            case "month" -> ui.t("automation.says.month", trigger.on(), trigger.at());
            case "hour" -> ui.t("automation.every.hour");
            default -> ui.t("automation.says.at", ui.t("automation.every." + trigger.every()), trigger.at());
        };
    }

    static String weekday(int day, Ui ui) {
        return DayOfWeek.of(Math.clamp(day, 1, 7)).getDisplayName(TextStyle.FULL, ui.locale());
    }

    private static String detail(Trigger trigger, Ui ui) {
        if (trigger.detail().isEmpty()) {
            return "";
        }
        return " (" + detail(trigger.event(), trigger.detail(), ui) + ")";
    }

    /** Which stage, hand-off or clock. */
    static String detail(String event, @Nullable String detail, Ui ui) {
        if (detail == null || detail.isEmpty()) {
            return "";
        }
        return switch (event) {
            case "stage" -> ui.t("stage." + detail);
            case "handoff_offered", "handoff_accepted", "handoff_returned" -> ui.t("handoff.kind." + detail);
            default -> "";
        };
    }

    private static String delay(Plan plan, Ui ui) {
        if (plan.delayMinutes() == 0) {
            return "";
        }
        var unit = AutomationForm.unit(plan.delayMinutes());
        var amount = AutomationForm.amount(plan.delayMinutes());
        return ", "
                + ui.t(
                        plan.settles() ? "automation.says.settled" : "automation.says.delay",
                        ui.t("automation.says." + unit, amount));
    }

    /** A condition in words; itself where it has none. */
    @Transactional(readOnly = true)
    public String condition(String recordType, String expression, Ui ui) {
        return rules.says(AutomationRules.purpose(recordType), expression, ui.locale());
    }

    /** Why a run did or didn't act: what stands against it, else what it was asked. */
    @Transactional(readOnly = true)
    public String why(RunLog.Run run, Ui ui) {
        var reason = run.reason();
        if (reason != null) {
            return ui.t(reason);
        }
        return why(run.recordType(), run.said(), run.state(), ui);
    }

    @Transactional(readOnly = true)
    public String why(String recordType, java.util.List<Facts.Said> said, String state, Ui ui) {
        var broken = said.stream().filter(one -> !one.holds()).findFirst();
        if (broken.isPresent()) {
            return ui.t("automation.why.not", condition(recordType, broken.get().expression(), ui));
        }
        return said.isEmpty()
                ? ui.t(state.equals("skipped") ? Judge.UNSEEN : "automation.why.none")
                : ui.t("automation.why.all", said.size());
    }

    /** What an action did, or why not. */
    static String step(RunLog.Step step, Ui ui) {
        var kind = ui.t("automation.action." + step.kind());
        var note = step.note();
        return note == null
                ? kind
                : kind + ui.t("automation.colon") + " " + ui.t(note, step.args().toArray());
    }
}
