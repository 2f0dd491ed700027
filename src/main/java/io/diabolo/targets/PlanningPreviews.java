package io.diabolo.targets;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure.Unit;
import io.diabolo.queues.Figures;
import io.diabolo.targets.PlanningPage.Bar;
import io.diabolo.targets.PlanningPage.RampPreview;
import io.diabolo.targets.PlanningPage.SeasonPreview;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What a season or a ramp-up would make of a target, drawn while it is typed. */
@Component
class PlanningPreviews {
    /** What is divided for a look, where nothing is said: an amount a year, and a number. */
    private static final BigDecimal USUAL_MONEY = BigDecimal.valueOf(600_000);

    private static final BigDecimal USUAL_COUNT = BigDecimal.valueOf(120);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private final Figures figures;
    private final Workspaces workspaces;

    PlanningPreviews(Figures figures, Workspaces workspaces) {
        this.figures = figures;
        this.workspaces = workspaces;
    }

    /** @param example the year's target that is divided, as it is typed */
    SeasonPreview season(String figure, List<String> typed, String example, Ui ui) {
        var money = isMoney(figure);
        var amount = amount(example, money ? USUAL_MONEY : USUAL_COUNT);
        var shown = amount.stripTrailingZeros().toPlainString();
        var sum = sum(typed);
        var whole = sum.compareTo(HUNDRED) == 0;
        var said = ui.t("season.sum", percent(sum, ui));
        try {
            var season = Seasonality.typed(typed);
            var from = LocalDate.of(ui.today().getYear(), 1, 1);
            var digits = money ? workspaces.settings().currency().getDefaultFractionDigits() : 0;
            var course = Course.of(amount, from, from.plusYears(1), season, null, digits);
            var most =
                    season.shares().stream().mapToInt(Integer::intValue).max().orElse(1);
            var bars = course.months().stream()
                    .map(one -> new Bar(
                            name(one.month().getMonth(), ui),
                            percent(season.percent(one.month().getMonth()), ui),
                            money ? money(one.value(), ui) : ui.number(one.value()),
                            Math.round(100f * season.of(one.month().getMonth()) / most)))
                    .toList();
            return new SeasonPreview(bars, said, true, "", shown);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return new SeasonPreview(
                    List.of(),
                    said,
                    whole,
                    whole || fault.field().contains("[")
                            ? ui.t(fault.key(), fault.args().toArray())
                            : ui.t("season.missing", percent(HUNDRED.subtract(sum), ui)),
                    shown);
        }
    }

    private boolean isMoney(String figure) {
        return figure.isEmpty()
                || figures.find(figure).map(one -> one.unit() == Unit.MONEY).orElse(true);
    }

    private static BigDecimal amount(String typed, BigDecimal usual) {
        var plain = typed.replaceAll("[\\s\\u00a0\\u202f€]", "").replace(',', '.');
        return plain.matches("\\d{1,12}(\\.\\d{1,2})?") ? new BigDecimal(plain) : usual;
    }

    /** Of those that can be read. */
    private static BigDecimal sum(List<String> typed) {
        return typed.stream()
                .map(one -> one.replaceAll("[\\s\\u00a0\\u202f%]", "").replace(',', '.'))
                .filter(one -> one.matches("\\d{1,3}(\\.\\d{1,2})?"))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** As exact as it is. */
    private static String percent(BigDecimal percent, Ui ui) {
        return ui.t("season.percent", ui.number(percent));
    }

    private String money(BigDecimal amount, Ui ui) {
        var shown = ui.money(Money.rounded(amount, workspaces.settings().currency()));
        return amount.stripTrailingZeros().scale() <= 0 ? shown.replaceFirst("([,.])0+(?=\\D*$)", "") : shown;
    }

    static String name(Month month, Ui ui) {
        return month.getDisplayName(TextStyle.SHORT_STANDALONE, ui.locale());
    }

    static List<String> names(Ui ui) {
        return Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, ui.locale()))
                .toList();
    }

    /** The months of somebody who begins on this day, up to the first full one. */
    RampPreview ramp(String typed, LocalDate start, Ui ui) {
        if (typed.isBlank()) {
            return new RampPreview(List.of(), ui.t("ramp.none"), "");
        }
        try {
            var ramp = new Ramp(start, Ramp.typed(typed));
            var first = YearMonth.from(start);
            var last = YearMonth.from(ramp.fullFrom());
            var months = new ArrayList<YearMonth>();
            for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
                months.add(month);
            }
            var bars = IntStream.range(0, months.size())
                    .mapToObj(at -> {
                        var share = ramp.share(months.get(at)).doubleValue();
                        return new Bar(
                                ui.month(months.get(at)), ui.percent(share, 0), "", (int) Math.round(100 * share));
                    })
                    .toList();
            return new RampPreview(bars, ui.t("ramp.example", ui.dayLong(start), ui.dayLong(ramp.fullFrom())), "");
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return new RampPreview(List.of(), "", ui.t(fault.key(), fault.args().toArray()));
        }
    }
}
