package io.diabolo.insight;

import io.diabolo.insight.Choices.Filter;
import io.diabolo.insight.DoubleFunnelDrawing.Way;
import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.insight.Holders.Held;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the home page shows. */
record HomePage(
        FunnelQuery query,
        LocalDate today,
        Funnel funnel,
        @Nullable Comparison comparison,
        @Nullable Funnel other,
        boolean hasJourneys,
        Expansion expansion,
        List<Held> holders,
        List<Filter> filters,
        Recurring.Month recurring,
        WinRate winRate) {

    /**
     * What came back from customers.
     *
     * @param foreign how many have an amount in another currency, which isn't in it
     */
    record Expansion(long count, Money amount, long foreign) {}

    /** Won over won and lost, by the day of closing: won ÷ (won + lost), never won ÷ entered. */
    record WinRate(long won, long lost) {
        @Nullable
        Double share() {
            return won + lost == 0 ? null : Double.valueOf((double) won / (won + lost));
        }
    }

    /** A period that can be chosen with one click; null from means everything. */
    record Period(
            String id, @Nullable LocalDate from, @Nullable LocalDate to) {}

    DoubleFunnelDrawing wide() {
        return DoubleFunnelDrawing.of(Way.WIDE, funnel, other);
    }

    DoubleFunnelDrawing upright() {
        return DoubleFunnelDrawing.of(Way.UPRIGHT, funnel, other);
    }

    /** Below the last stage stand what customers bought again and those who left, if there are any. */
    int uprightHeight() {
        return 780 + (funnel.at(Stage.GROWTH).exited() > 0 ? 42 : expansion.count() > 0 ? 22 : 0);
    }

    List<Joint> joints() {
        return funnel.stages().stream()
                .limit(9)
                .map(stage -> new Joint(stage, other == null ? null : other.at(stage.stage())))
                .toList();
    }

    /** Where the most days go, at most three. */
    List<Joint> slowest() {
        return joints().stream()
                .filter(joint -> joint.is().medianDays() != null)
                .sorted(Comparator.comparingDouble(Joint::weight).reversed())
                .limit(3)
                .toList();
    }

    /** Those used most, and those that are set. */
    List<Filter> shownFilters() {
        return filters.stream().filter(this::isShown).toList();
    }

    List<Filter> furtherFilters() {
        return filters.stream()
                .filter(filter -> !isShown(filter) && !filter.choices().isEmpty())
                .toList();
    }

    private boolean isShown(Filter filter) {
        return !filter.chosen().isEmpty()
                || List.of(Dimension.CHANNEL, Dimension.SOURCE, Dimension.SEGMENT)
                        .contains(filter.dimension());
    }

    List<Period> periods() {
        return List.of(
                new Period("all", null, null),
                new Period("month", today.withDayOfMonth(1), today),
                new Period(
                        "quarter",
                        today.minusMonths((today.getMonthValue() - 1) % 3).withDayOfMonth(1),
                        today),
                new Period("year", today.withDayOfYear(1), today),
                new Period("twelve", today.minusMonths(12).plusDays(1), today));
    }

    /** The id of the period shown, or custom. */
    String period() {
        return periods().stream()
                .filter(period -> java.util.Objects.equals(period.from(), query.from())
                        && java.util.Objects.equals(period.to(), query.to()))
                .map(Period::id)
                .findFirst()
                .orElse("custom");
    }

    String compared() {
        return comparison == null ? "" : comparison.id();
    }

    String href(Period period) {
        return path(query.during(period.from(), period.to()), compared());
    }

    String href(Basis basis) {
        return path(query.on(basis), compared());
    }

    String without(Dimension dimension) {
        return path(query.with(dimension, List.of()), compared());
    }

    String comparedWith(String id) {
        return path(query, id);
    }

    private static String path(FunnelQuery query, String comparison) {
        var parts = new ArrayList<String>();
        if (!query.toQuery().isEmpty()) {
            parts.add(query.toQuery());
        }
        if (!comparison.isEmpty()) {
            parts.add("compare=" + comparison);
        }
        return parts.isEmpty() ? "/" : "/?" + String.join("&", parts);
    }

    /** The journeys of a figure: as many as the figure says. */
    String list(String kind, Stage stage) {
        return "/journeys?figure=" + URLEncoder.encode(query.toFigure(kind, stage.id()), StandardCharsets.UTF_8);
    }

    /** The journeys of a figure between a stage and the next. */
    String list(String kind, Joint joint) {
        return "/journeys?figure="
                + URLEncoder.encode(
                        query.toFigure(
                                kind, joint.from().id() + "," + joint.to().id()),
                        StandardCharsets.UTF_8);
    }

    String expansionList() {
        var growing = query.with(Dimension.TYPE, List.of("renewal", "upsell", "cross_sell"));
        return "/journeys?figure="
                + URLEncoder.encode(growing.toFigure("reached", Stage.DISCOVERY.id()), StandardCharsets.UTF_8);
    }

    /** What became of those who left here. */
    static String exitWord(Stage stage) {
        return stage.number() < Stage.DISCOVERY.number()
                ? "disqualified"
                : stage.number() < Stage.WON.number() ? "lost" : "churned";
    }

    /** Against the comparison; null without one. */
    @Nullable
    Double change(StageFigures stage) {
        var then = other == null ? 0 : other.at(stage.stage()).reached();
        return then == 0 ? null : Double.valueOf((double) (stage.reached() - then) / then);
    }

    boolean hasUndated() {
        return query.hasPeriod() && funnel.stages().stream().anyMatch(stage -> stage.undated() > 0);
    }
}
