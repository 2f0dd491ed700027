package io.diabolo.organisation;

import io.diabolo.organisation.Assumptions.Value;
import io.diabolo.organisation.Manning.Answer;
import io.diabolo.platform.Money;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of capacity shows.
 *
 * @param answer null when what was typed can't be simulated
 * @param rows the changes as they were typed, and an empty one
 * @param typed the assumptions as they were typed in
 * @param faults by field
 */
record ManningPage(
        @Nullable Answer answer,
        String goal,
        List<Row> rows,
        Map<String, String> typed,
        List<Value> assumptions,
        int version,
        boolean mayChange,
        Map<String, String> faults,
        boolean stale,
        Currency currency) {

    /** A change of the team as a form holds it. */
    record Row(String role, String count, String start, String ramp) {
        static Row empty(String start) {
            return new Row("", "", start, "");
        }

        boolean isEmpty() {
            return role.isBlank() || count.isBlank();
        }
    }

    List<CanonicalRole> roles() {
        return CanonicalRole.catalogue();
    }

    String money(double value, Ui ui) {
        return ui.moneyShort(Money.rounded(BigDecimal.valueOf(value), currency));
    }

    CourseDrawing drawing(Answer of, Ui ui) {
        return CourseDrawing.of(of.today(), of.changed(), month -> ui.month(month.month()), value -> money(value, ui));
    }

    String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    String number(double value, Ui ui) {
        return ui.number(value, 1);
    }

    /** What is changed by the change, with its sign. */
    String more(double change, Ui ui) {
        return (change >= 0 ? "+ " : "− ") + money(Math.abs(change), ui);
    }

    /** As its field holds it, shares as percent; empty where nothing was typed. */
    String typed(Value value) {
        return typed.getOrDefault(value.name(), "");
    }

    /** What holds while nothing is typed, as people read it. */
    static String shown(Value value, Ui ui) {
        return Assumptions.isShare(value.name())
                ? ui.percent(value.value(), value.value() < .1 ? 1 : 0)
                : ui.number(BigDecimal.valueOf(value.value())
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros());
    }

    /** The text of its name, and of which stage it tells where it tells of one. */
    static String label(Value value, Ui ui) {
        var name = value.name();
        for (var of : List.of("conversion_", "days_", "hours_")) {
            if (name.startsWith(of)) {
                return ui.t(
                        "assumption." + of.substring(0, of.length() - 1),
                        ui.t("funnel.stage." + name.substring(of.length())));
            }
        }
        return ui.t("assumption." + name);
    }

    static String source(Value value, Ui ui) {
        return ui.t("assumption.source." + value.source().id(), value.count());
    }
}
