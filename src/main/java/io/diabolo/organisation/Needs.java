package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many of each role a revenue goal needs. From the goal back to the leads: signatures a month = goal ÷ 12 ÷ average
 * signature, and at each stage before, what comes = signatures ÷ the share of it that is signed; times the hours each takes,
 * over the hours of a month. The work of a stage goes to the roles that hold it, by their time. Pure.
 */
final class Needs {
    private static final int MONTHS = 12;

    private Needs() {}

    /**
     * @param needed full-time people, and {@code have} those who are there
     * @param coming in positions that are open or planned
     */
    record Need(CanonicalRole role, double needed, double have, double coming) {
        double gap() {
            return needed - have;
        }

        /** Whole people who are missing even when all open positions are filled. */
        int missing() {
            return (int) Math.max(0, Math.ceil(needed - have - coming - .25));
        }
    }

    /** @param passing what has to pass each stage a month; of customers, how many are there on average over the year */
    record Answer(double signatures, Map<Stage, Double> passing, List<Need> needs) {}

    static Answer of(double goal, CoverageMap map) {
        var assumptions = map.assumptions();
        var amount = assumptions.value(Assumptions.AMOUNT);
        var signatures = amount <= 0 ? 0 : goal / MONTHS / amount;
        var passing = passing(signatures, map);
        var hours = new EnumMap<CanonicalRole, Double>(CanonicalRole.class);
        passing.forEach((stage, month) -> share(stage, month * assumptions.hoursAt(stage), map, hours));
        prospectors(passing, map, hours);
        var all = new ArrayList<Need>();
        for (var role : CanonicalRole.catalogue()) {
            var have = time(map, role, true);
            var coming = time(map, role, false);
            var needed = hours.getOrDefault(role, 0.0) / Math.max(1, assumptions.monthHours());
            if (needed > 0 || have > 0 || coming > 0) {
                all.add(new Need(role, needed, have, coming));
            }
        }
        return new Answer(signatures, passing, all);
    }

    private static double time(CoverageMap map, CanonicalRole role, boolean held) {
        return CoverageMap.fullTime(map.seats().stream()
                .filter(seat -> seat.role() == role && seat.isHeld() == held)
                .toList());
    }

    private static Map<Stage, Double> passing(double signatures, CoverageMap map) {
        var assumptions = map.assumptions();
        var passing = new EnumMap<Stage, Double>(Stage.class);
        for (var stage : Assumptions.FLOW) {
            if (stage.number() <= Stage.WON.number()) {
                var signed = assumptions.signedOf(stage);
                passing.put(stage, signed <= 0 ? 0 : signatures / signed);
            }
        }
        var leads = passing.getOrDefault(Stage.LEAD, 0.0);
        var seen = map.volumes().of(Stage.LEAD);
        passing.put(Stage.MARKET, seen <= 0 ? 0 : leads * map.volumes().of(Stage.MARKET) / seen);
        var deployed = signatures * assumptions.conversionFrom(Stage.WON);
        passing.put(Stage.DELIVERY, deployed);
        // Half a year's new customers are there on average.
        var live = assumptions.value(Assumptions.CUSTOMERS)
                + deployed * assumptions.conversionFrom(Stage.DELIVERY) * MONTHS / 2;
        passing.put(Stage.LIVE, live);
        passing.put(Stage.GROWTH, live);
        return passing;
    }

    private static void share(Stage stage, double hours, CoverageMap map, Map<CanonicalRole, Double> all) {
        var seats = map.holders(stage);
        var time = CoverageMap.fullTime(seats);
        if (time <= 0) {
            all.merge(Findings.leading(stage, null), hours, Double::sum);
            return;
        }
        seats.forEach(seat -> all.merge(seat.role(), hours * seat.fullTime() / time, Double::sum));
    }

    /** Leads that don't come by themselves have to be prospected, however few hours each takes. */
    private static void prospectors(Map<Stage, Double> passing, CoverageMap map, Map<CanonicalRole, Double> hours) {
        var assumptions = map.assumptions();
        var each = assumptions.value(Assumptions.PER_PROSPECTOR);
        var outbound = passing.getOrDefault(Stage.LEAD, 0.0) - assumptions.value(Assumptions.INBOUND);
        if (each > 0 && outbound > 0) {
            hours.merge(CanonicalRole.SDR, outbound / each * assumptions.monthHours(), Math::max);
        }
    }
}
