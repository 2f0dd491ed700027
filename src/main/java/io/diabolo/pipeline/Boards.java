package io.diabolo.pipeline;

import io.diabolo.pipeline.Board.Cell;
import io.diabolo.pipeline.Board.Shown;
import io.diabolo.pipeline.Board.Sign;
import io.diabolo.pipeline.BoardStore.Asked;
import io.diabolo.pipeline.BoardStore.Place;
import io.diabolo.pipeline.BoardStore.Total;
import io.diabolo.platform.Money;
import io.diabolo.records.FilterChips;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the board together: columns with their figures, lanes with their cards, and the signs on them. */
@Component
class Boards {
    static final int CARDS = 25;
    static final int CARDS_OF_LANE = 6;
    private static final int LANES = 15;
    private static final int MOST = 200;

    /** How long a signed deal stays on the board. */
    static final int DAYS_SHOWN = 30;

    private final BoardStore store;
    private final Pipelines pipelines;
    private final CycleLengths cycles;
    private final FilterChips chips;

    Boards(BoardStore store, Pipelines pipelines, CycleLengths cycles, FilterChips chips) {
        this.store = store;
        this.pipelines = pipelines;
        this.cycles = cycles;
        this.chips = chips;
    }

    @Transactional(readOnly = true)
    public Board of(BoardQuery.Read read, Ui ui) {
        var asked = asked(read, ui);
        var totals = store.totals(asked);
        var lanes = lanes(totals, read.lanes());
        var shown = lanes.subList(0, Math.min(LANES, lanes.size()));
        var cells = cells(read, asked, shown, totals, ui);
        return new Board(
                pipelines.all(ui.locale()),
                read.pipeline(),
                read.lanes(),
                Pipeline.STAGES.stream()
                        .map(stage -> column(stage, read.pipeline(), totals, ui))
                        .toList(),
                shown.stream()
                        .map(lane -> lane(lane, read.lanes(), totals, cells, ui))
                        .toList(),
                lanes.size() - shown.size(),
                totals.stream()
                        .filter(one -> !one.stage().equals("won"))
                        .mapToLong(Total::deals)
                        .sum(),
                read.query().q(),
                chips.of(read.query(), ui).stream()
                        .filter(chip -> chip.query().contains("pipeline"))
                        .toList(),
                read.query().queryString(),
                read.carried(),
                read.at());
    }

    private static Asked asked(BoardQuery.Read read, Ui ui) {
        return new Asked(read.query(), read.lanes(), ui.today().minusDays(DAYS_SHOWN), ui.me());
    }

    /** The fullest first; whoever has none comes last. */
    private static List<String> lanes(List<Total> totals, Lanes lanes) {
        if (lanes == Lanes.NONE) {
            return List.of("");
        }
        var deals = totals.stream().collect(Collectors.groupingBy(Total::lane, Collectors.summingLong(Total::deals)));
        return deals.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Long> one) -> one.getKey().isEmpty())
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Board.Column column(String stage, Pipeline pipeline, List<Total> totals, Ui ui) {
        Predicate<Total> here = total -> total.stage().equals(stage);
        var probability = pipeline.stage(stage).probability();
        return new Board.Column(
                stage,
                MovePages.label(pipeline, stage, ui),
                totals.stream().filter(here).mapToLong(Total::deals).sum(),
                sums(totals, here, 100, ui),
                stage.equals("won") ? "" : sums(totals, here, probability, ui));
    }

    /** Each currency for itself, the largest first; in hundredths of its sum. */
    private static String sums(List<Total> totals, Predicate<Total> which, int percent, Ui ui) {
        var minor = new TreeMap<String, Long>();
        totals.stream().filter(which).forEach(total -> minor.merge(total.currency(), total.minor(), Long::sum));
        return minor.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(one -> share(Money.ofMinor(one.getValue(), one.getKey()), percent))
                .map(ui::moneyShort)
                .collect(Collectors.joining(" + "));
    }

    /** Rounded half up to the minor unit. */
    private static Money share(Money sum, int percent) {
        return Money.rounded(sum.value().multiply(BigDecimal.valueOf(percent, 2)), sum.currency());
    }

    private Board.Lane lane(String key, Lanes by, List<Total> totals, Map<String, Cell> cells, Ui ui) {
        Predicate<Total> here = total -> total.lane().equals(key);
        return new Board.Lane(
                key,
                by == Lanes.NONE ? "" : label(key, by, totals, ui),
                totals.stream().filter(here).mapToLong(Total::deals).sum(),
                sums(totals, here, 100, ui),
                Pipeline.STAGES.stream()
                        .map(stage -> Objects.requireNonNull(cells.get(stage + "/" + key)))
                        .toList());
    }

    private static String label(String key, Lanes by, List<Total> totals, Ui ui) {
        if (key.isEmpty()) {
            return ui.t("board.lane.none." + by.id());
        }
        return switch (by) {
            case OWNER ->
                totals.stream()
                        .filter(total -> total.lane().equals(key))
                        .map(Total::laneName)
                        .findFirst()
                        .orElse(key);
            case SEGMENT -> ui.t("choice.company.segment." + key);
            case TYPE -> ui.t("choice.opportunity.type." + key);
            case NONE -> "";
        };
    }

    /** By stage and lane. */
    private Map<String, Cell> cells(BoardQuery.Read read, Asked asked, List<String> lanes, List<Total> totals, Ui ui) {
        var cells = new LinkedHashMap<String, Cell>();
        var first = read.lanes() == Lanes.NONE || lanes.isEmpty()
                ? Map.<String, List<Card>>of()
                : store.firstOfLanes(asked, lanes, CARDS_OF_LANE).stream()
                        .collect(Collectors.groupingBy(card -> card.stage() + "/" + card.lane()));
        for (var lane : lanes) {
            for (var stage : Pipeline.STAGES) {
                var there = totals.stream()
                        .filter(total ->
                                total.stage().equals(stage) && total.lane().equals(lane))
                        .mapToLong(Total::deals)
                        .sum();
                var wanted = wanted(read, stage, lane);
                var cards = read.lanes() != Lanes.NONE && wanted <= CARDS_OF_LANE
                        ? first.getOrDefault(stage + "/" + lane, List.of())
                        : there == 0 ? List.<Card>of() : store.cards(asked, stage, lane, null, wanted);
                cells.put(stage + "/" + lane, cell(read, stage, lane, cards, cards.size(), there, ui));
            }
        }
        return cells;
    }

    /** As many as were there already, so that a refresh takes none away. */
    private static int wanted(BoardQuery.Read read, String stage, String lane) {
        var shown = read.shown().getOrDefault(BoardQuery.SHOWN + stage + (lane.isEmpty() ? "" : "." + lane), 0);
        var least = read.lanes() == Lanes.NONE ? CARDS : CARDS_OF_LANE;
        return Math.min(MOST, Math.max(least, shown));
    }

    /** Further cards of a column, after one that is shown. */
    @Transactional(readOnly = true)
    public Cell more(BoardQuery.Read read, String stage, String lane, @Nullable Place after, int shown, Ui ui) {
        var asked = asked(read, ui);
        var cards = store.cards(asked, stage, lane, after, CARDS + 1);
        var there = cards.size() > CARDS ? Long.MAX_VALUE : 0;
        var page = cards.subList(0, Math.min(CARDS, cards.size()));
        return cell(read, stage, lane, page, shown + page.size(), there, ui);
    }

    private Cell cell(BoardQuery.Read read, String stage, String lane, List<Card> cards, int shown, long there, Ui ui) {
        var next = there > shown && !cards.isEmpty() ? next(read, stage, lane, cards.getLast(), shown) : null;
        var all = BoardQuery.written(read.query().parameters(), "filter[stage]", stage);
        return new Cell(
                stage,
                lane,
                cards.stream().map(card -> shown(card, read.pipeline(), ui)).toList(),
                next,
                shown,
                "/opportunities?" + all);
    }

    private static String next(BoardQuery.Read read, String stage, String lane, Card last, int shown) {
        var all = new LinkedHashMap<>(read.carried());
        all.put("stage", stage);
        all.put("lane", lane);
        all.put("closes", Objects.toString(last.closes(), ""));
        all.put(BoardQuery.SHOWN + stage, String.valueOf(shown));
        return Board.PATH + "/cards?"
                + BoardQuery.written(all, "after", last.id().toString());
    }

    private Shown shown(Card card, Pipeline pipeline, Ui ui) {
        var signs = new ArrayList<Sign>();
        if (Pipeline.OPEN.contains(card.stage())) {
            signs(card, pipeline, signs, ui);
        }
        return new Shown(card, card.closes() == null ? "" : ui.day(card.closes()), signs);
    }

    private void signs(Card card, Pipeline pipeline, List<Sign> signs, Ui ui) {
        var closes = card.closes();
        if (closes != null && closes.isBefore(ui.today())) {
            signs.add(new Sign("danger", ui.t("sign.close-passed"), ui.t("sign.close-passed.long", ui.day(closes))));
        }
        if (!card.hasStep()) {
            signs.add(new Sign("warn", ui.t("sign.no-step"), ui.t("queue.step.none")));
        }
        var stale = Signs.stale(pipeline.stage(card.stage()), card.since(), ui.today());
        if (stale != null) {
            signs.add(new Sign("warn", ui.t("sign.stale", stale), ui.t("sign.stale.long", stale)));
        }
        var learned = cycles.expected(card.cycle());
        var beyond = Signs.beyond(learned, card.opened(), ui.today());
        if (learned != null && beyond != null) {
            signs.add(new Sign("warn", ui.t("sign.beyond"), Signs.said(learned, beyond, card.cycle(), ui)));
        }
    }
}
