package io.diabolo.reports;

import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.records.Clause;
import io.diabolo.records.FieldText;
import io.diabolo.records.FilterChips;
import io.diabolo.records.ListField;
import io.diabolo.records.ListQuery;
import io.diabolo.reports.Answer.Figure;
import io.diabolo.reports.Answer.Group;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as its reader sees it.
 *
 * @param saved null while it has no name yet
 * @param answer null where it couldn't be had
 * @param fault why; empty when nothing is wrong
 */
record ReportPage(
        ReportQuery query,
        @Nullable Answer answer,
        @Nullable SavedReport saved,
        List<FilterChips.Chip> chips,
        String fault,
        Ui ui,
        Texts texts) {
    private static final int TINTS = 10;

    /** A thing to choose, by what an address calls it. */
    record Choice(String value, String label) {}

    String title() {
        return saved == null ? ui.t("report.of", many()) : saved.name();
    }

    String many() {
        return ui.t("records." + query.type().id() + ".many");
    }

    /** Where the form asks again. */
    String path() {
        return saved == null ? "/reports/new" : "/reports/" + saved.id();
    }

    String parameters() {
        return ListQuery.queryString(whole());
    }

    private Map<String, String> whole() {
        var all = new LinkedHashMap<String, String>();
        all.put("of", query.type().plural());
        all.putAll(query.parameters());
        return all;
    }

    /** Whether it asks something else than what is kept. */
    boolean isChanged() {
        return saved != null && !ListQuery.queryString(query.parameters()).equals(saved.query());
    }

    /** The list of the records that are counted, from where their conditions are changed. */
    String list() {
        return query.behind(List.of()).path();
    }

    String sheet() {
        return "/reports/sheet?" + parameters();
    }

    /** What a form that asks again carries along. */
    Map<String, String> carried() {
        var all = new LinkedHashMap<String, String>();
        all.put("of", query.type().plural());
        all.putAll(query.conditions());
        return all;
    }

    String without(FilterChips.Chip chip) {
        var all = new LinkedHashMap<>(whole());
        all.keySet().removeAll(query.conditions().keySet());
        return path() + "?" + ListQuery.queryString(all) + (chip.query().isEmpty() ? "" : "&" + chip.query());
    }

    List<Choice> axes() {
        var all = new ArrayList<Choice>();
        for (var field : query.axes()) {
            var label = label(field);
            if (Axis.isDated(field)) {
                for (var span : Span.values()) {
                    all.add(new Choice(new Axis(field, span).id(), ui.t("report.by." + span.id(), label)));
                }
            } else {
                all.add(new Choice(field.name(), label));
            }
        }
        return all;
    }

    List<Choice> measures() {
        var all = new ArrayList<Choice>();
        all.add(new Choice(Measure.COUNT.id(), ui.t("report.count", many())));
        for (var field : query.measured()) {
            for (var how : Measure.How.values()) {
                if (how != Measure.How.COUNT) {
                    all.add(new Choice(new Measure(how, field).id(), ui.t("report.measure." + how.id(), label(field))));
                }
            }
        }
        return all;
    }

    List<Choice> looks() {
        var all = new ArrayList<Choice>();
        for (var look : Look.values()) {
            if (look.fits(query.by(), query.across() != null)) {
                all.add(new Choice(look.id(), ui.t("report.look." + look.id())));
            }
        }
        return all;
    }

    private String label(ListField field) {
        return field.label(texts, ui.locale());
    }

    String name(Axis axis) {
        return axis.span() == null
                ? label(axis.field())
                : ui.t("report.by." + axis.span().id(), label(axis.field()));
    }

    String measure() {
        var field = query.measure().field();
        return field == null
                ? ui.t("report.count", many())
                : ui.t("report.measure." + query.measure().how().id(), label(field));
    }

    /** The other side; only asked where there is one. */
    Axis acrossOf() {
        return query.across() == null ? query.by() : query.across();
    }

    String name(Axis axis, Group group) {
        var key = group.key();
        if (key == null) {
            return ui.t("report.none");
        }
        if (axis.span() != null) {
            return name(axis.span(), key);
        }
        if (axis.field().holdsId()) {
            return group.label() == null ? ui.t("report.gone") : group.label();
        }
        return switch (axis.field().kind()) {
            case BOOLEAN -> ui.t(key.equals("true") ? "list.yes" : "list.no");
            default -> new FieldText(ui, texts).shown(axis.field(), key);
        };
    }

    private String name(Span span, String key) {
        return switch (span) {
            case YEAR -> key;
            case QUARTER -> ui.t("report.quarter", key.substring(6), key.substring(0, 4));
            case MONTH -> ui.month(YearMonth.parse(key));
            case WEEK, DAY -> ui.day(span.first(key));
        };
    }

    String figure(Figure figure) {
        var value = figure.value();
        if (value == null) {
            return figure.records() == 0 || query.measure().field() == null ? "" : "–";
        }
        return query.measure().isMoney()
                ? ui.money(money(value))
                : ui.number(value.setScale(scale(value), RoundingMode.HALF_UP));
    }

    /** A value of the ground's lines, in short. */
    String level(double value) {
        return query.measure().isMoney()
                ? ui.moneyShort(money(BigDecimal.valueOf(value)))
                : ui.number(value, value < 10 && value != Math.rint(value) ? 1 : 0);
    }

    private static int scale(BigDecimal value) {
        return Math.min(2, Math.max(0, value.stripTrailingZeros().scale()));
    }

    private Money money(BigDecimal minor) {
        return Money.ofMinor(minor.setScale(0, RoundingMode.HALF_EVEN).longValueExact(), query.currency());
    }

    /** The records behind a cell, a side or the whole. */
    String behind(@Nullable Group row, @Nullable Group column) {
        var sides = new ArrayList<Clause>();
        if (row != null) {
            sides.addAll(query.by().only(row.key()));
        }
        if (column != null && query.across() != null) {
            sides.addAll(query.across().only(column.key()));
        }
        return query.behind(sides).path();
    }

    double most() {
        return answer == null
                ? 0
                : answer.by().stream()
                        .mapToDouble(group -> plain(group.whole()))
                        .max()
                        .orElse(0);
    }

    double plain(Figure figure) {
        return figure.value() == null ? 0 : Math.max(0, figure.value().doubleValue());
    }

    /** How strong a cell's colour is beside the strongest; null for none. */
    @Nullable
    String tint(Figure figure) {
        if (answer == null || query.look() != Look.HEAT) {
            return null;
        }
        var most =
                answer.cells().values().stream().mapToDouble(this::plain).max().orElse(0);
        var tint = most == 0 ? 0 : (int) Math.ceil(plain(figure) / most * TINTS);
        return tint == 0 ? null : Integer.toString(tint);
    }

    /** A part of what the first of a funnel has. */
    String share(Figure figure) {
        var first = answer == null || answer.by().isEmpty()
                ? 0
                : plain(answer.by().getFirst().whole());
        return first == 0 ? "" : ui.percent(plain(figure) / first, 0);
    }

    ReportDrawing drawing() {
        return ReportDrawing.of(answer, query.across() != null);
    }
}
