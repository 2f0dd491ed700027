package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What load and capacity are computed from: typed in, else measured in this workspace, else a usual value to begin with. Rates
 * are shares between 0 and 1, times hours, days or months as their names say, amounts in the workspace's currency.
 */
final class Assumptions {
    static final String MONTH_HOURS = "month_hours";
    static final String RAMP_MONTHS = "ramp_months";
    static final String INBOUND = "inbound";
    static final String OUTBOUND = "outbound";
    static final String PER_PROSPECTOR = "per_prospector";
    static final String AMOUNT = "amount";
    static final String SPREAD = "spread";
    static final String CUSTOMERS = "customers";
    static final String CHURN = "churn";
    static final String EXPANSION = "expansion";
    static final String EXPANSION_AMOUNT = "expansion_amount";
    /** Stages from which a journey goes on to the next, as the simulation plays them. */
    static final List<Stage> FLOW = List.of(
            Stage.LEAD, Stage.QUALIFIED, Stage.DISCOVERY, Stage.PROPOSAL, Stage.CLOSING, Stage.WON, Stage.DELIVERY);

    private static final Map<String, Double> USUAL = usual();

    /** Where a value is from. */
    enum Source {
        TYPED,
        MEASURED,
        USUAL;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param count how many records it was measured on; 0 where it wasn't */
    record Value(String name, double value, Source source, long count) {}

    private final Map<String, Value> values;

    private Assumptions(Map<String, Value> values) {
        this.values = values;
    }

    /** @param measured what this workspace shows, by name, each with how many records show it */
    static Assumptions of(Map<String, Double> typed, Map<String, Value> measured) {
        var all = new LinkedHashMap<String, Value>();
        for (var name : names()) {
            var own = typed.get(name);
            var seen = measured.get(name);
            all.put(
                    name,
                    own != null
                            ? new Value(name, own, Source.TYPED, 0)
                            : seen != null ? seen : new Value(name, USUAL.getOrDefault(name, 0.0), Source.USUAL, 0));
        }
        return new Assumptions(all);
    }

    static String hours(Stage stage) {
        return "hours_" + stage.id();
    }

    static String conversion(Stage stage) {
        return "conversion_" + stage.id();
    }

    static String days(Stage stage) {
        return "days_" + stage.id();
    }

    /** All names, in the order in which a form asks for them. */
    static List<String> names() {
        var names = new ArrayList<String>();
        names.addAll(List.of(INBOUND, OUTBOUND, PER_PROSPECTOR, AMOUNT, SPREAD));
        FLOW.forEach(stage -> names.add(conversion(stage)));
        FLOW.forEach(stage -> names.add(days(stage)));
        names.addAll(List.of(CUSTOMERS, CHURN, EXPANSION, EXPANSION_AMOUNT, MONTH_HOURS, RAMP_MONTHS));
        Stage.stages().forEach(stage -> names.add(hours(stage)));
        return names;
    }

    /** Whether it is a share, which people type as percent. */
    static boolean isShare(String name) {
        return name.startsWith("conversion_") || name.equals(CHURN) || name.equals(EXPANSION) || name.equals(SPREAD);
    }

    /** The largest that is believed; shares up to 1, but amounts may spread further. */
    static double most(String name) {
        if (name.equals(SPREAD)) {
            return 5;
        }
        if (isShare(name)) {
            return 1;
        }
        if (name.startsWith("days_")) {
            return 720;
        }
        if (name.startsWith("hours_") || name.equals(MONTH_HOURS)) {
            return 200;
        }
        return name.equals(RAMP_MONTHS) ? 24 : 1_000_000_000;
    }

    /**
     * To begin with, where nothing is measured: hours of work that somebody at this stage needs once (live and growth: a month
     * for each customer), and rates of a small team that sells software to companies. They are ours, not a study's.
     */
    private static Map<String, Double> usual() {
        var all = new LinkedHashMap<String, Double>();
        all.put(INBOUND, 0.0);
        all.put(OUTBOUND, 0.0);
        all.put(PER_PROSPECTOR, 40.0);
        all.put(AMOUNT, 10_000.0);
        all.put(SPREAD, 0.5);
        var flow = new double[] {.25, .6, .5, .6, .5, 1, .97};
        var days = new double[] {7, 7, 20, 20, 20, 7, 45};
        for (var i = 0; i < FLOW.size(); i++) {
            all.put(conversion(FLOW.get(i)), flow[i]);
            all.put(days(FLOW.get(i)), days[i]);
        }
        all.put(CHURN, .01);
        all.put(EXPANSION, .01);
        all.put(EXPANSION_AMOUNT, 3_000.0);
        all.put(MONTH_HOURS, 120.0);
        all.put(RAMP_MONTHS, 3.0);
        var hours = new double[] {.25, .75, 1.5, 4, 6, 5, 1.5, 20, 1, 1.5};
        for (var stage : Stage.stages()) {
            all.put(hours(stage), hours[stage.number() - 1]);
        }
        return all;
    }

    Value get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    double value(String name) {
        return get(name).value();
    }

    double hoursAt(Stage stage) {
        return value(hours(stage));
    }

    double conversionFrom(Stage stage) {
        return value(conversion(stage));
    }

    /** Months of thirty days, as the simulation counts. */
    double monthsFrom(Stage stage) {
        return value(days(stage)) / 30;
    }

    double monthHours() {
        return value(MONTH_HOURS);
    }

    /** The share of leads that is signed. */
    double signedOf(Stage from) {
        var share = 1.0;
        for (var stage : FLOW) {
            if (stage.number() >= from.number() && stage.number() < Stage.WON.number()) {
                share *= conversionFrom(stage);
            }
        }
        return share;
    }

    /** From a lead to the signature, in months. */
    double cycleMonths() {
        return FLOW.stream()
                .filter(stage -> stage.number() < Stage.WON.number())
                .mapToDouble(this::monthsFrom)
                .sum();
    }

    List<Value> all() {
        return List.copyOf(values.values());
    }
}
