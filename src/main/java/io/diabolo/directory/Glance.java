package io.diabolo.directory;

import io.diabolo.clocks.ClockBadge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record at a glance, with all that is needed to act on it, for pages of other modules: templates glanceMain and glanceSide. */
public final class Glance {
    /** What a lead is qualified by stands in the middle, the rest beside. */
    private static final String SHEET = "sheet.title";

    private static final String DECIDE = "lead.decide.title";
    /** A company's own revenue, as its register says it. */
    private static final String TURNOVER = "turnover";

    private final RecordPage page;
    private final boolean revenue;

    Glance(RecordPage page) {
        this(page, true);
    }

    private Glance(RecordPage page, boolean revenue) {
        this.page = page;
        this.revenue = revenue;
    }

    /** For whom no revenue concerns: what was sold there, and what it earns, is looked at on the record's own page. */
    public Glance withoutRevenue() {
        return new Glance(page, false);
    }

    RecordPage page() {
        return page;
    }

    public String title() {
        return page.title();
    }

    /** Where they belong; may be empty. */
    public String subtitle() {
        return page.beside();
    }

    /** The record's own page. */
    public String path() {
        return page.path();
    }

    public @Nullable ClockBadge clock() {
        return page.clock();
    }

    public int version() {
        return page.version();
    }

    List<RecordPage.Fact> facts() {
        return page.facts().stream()
                .filter(fact -> revenue || !fact.name().equals(TURNOVER))
                .toList();
    }

    List<RecordBeside.Panel> middle() {
        return page.panels().stream()
                .filter(panel -> panel.title().equals(SHEET))
                .toList();
    }

    List<RecordBeside.Panel> beside() {
        return page.panels().stream()
                .filter(panel -> !panel.title().equals(SHEET) && !panel.title().equals(DECIDE))
                .filter(panel -> revenue || !panel.ofRevenue())
                .toList();
    }
}
