package io.diabolo.pipeline;

import io.diabolo.records.FilterChips;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the board shows.
 *
 * @param query the list's conditions, as an address writes them; {@code carried} as a form carries them
 * @param at the stage that a phone shows
 * @param more how many lanes are left out
 */
record Board(
        List<Pipeline> pipelines,
        Pipeline pipeline,
        Lanes lanes,
        List<Column> columns,
        List<Lane> rows,
        long more,
        long deals,
        String q,
        List<FilterChips.Chip> chips,
        String query,
        Map<String, String> carried,
        String at) {
    static final String PATH = "/opportunities/board";

    /**
     * @param sums in each currency, and {@code weighted} by the stage's probability
     */
    record Column(String stage, String label, long deals, String sums, String weighted) {}

    /** @param label empty where there are no lanes */
    record Lane(String key, String label, long deals, String sums, List<Cell> cells) {}

    /**
     * @param next the address of further cards; null when all are there
     * @param shown how many are there, so that a refresh shows as many
     */
    record Cell(
            String stage,
            String lane,
            List<Shown> cards,
            @Nullable String next,
            int shown,
            String all) {
        String id() {
            return "cell-" + stage + (lane.isEmpty() ? "" : "-" + lane);
        }

        /** By which parameter a page says how many it had. */
        String parameter() {
            return "shown." + stage + (lane.isEmpty() ? "" : "." + lane);
        }
    }

    /**
     * @param signs what has to be looked at
     */
    record Shown(Card card, String closes, List<Sign> signs) {}

    /** @param look warn or danger; {@code text} in a word or two, {@code says} in full */
    record Sign(String look, String text, String says) {}

    /** The board with these parameters in the place of its own. */
    String with(String name, String value) {
        return PATH + "?" + BoardQuery.written(carried, name, value);
    }

    String listPath() {
        return "/opportunities" + (query.isEmpty() ? "" : "?" + query);
    }

    boolean hasLanes() {
        return lanes != Lanes.NONE;
    }

    String laneLabel(Lanes one, Ui ui) {
        return ui.t("board.lanes." + one.id());
    }
}
