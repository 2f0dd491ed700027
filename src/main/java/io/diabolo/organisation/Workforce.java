package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hours at each stage: what today's people have, and what one more of a role would bring. Somebody's time goes to their stages
 * as today's work does, evenly where nothing is known. Pure.
 *
 * @param today hours a month at each stage
 * @param ofOne hours a month of one full-time person of a role at each stage
 * @param each hours that a journey takes at a stage
 */
record Workforce(Map<Stage, Double> today, Map<CanonicalRole, Map<Stage, Double>> ofOne, Map<Stage, Double> each) {

    /** @param usual where each role works, for roles that nobody has yet */
    static Workforce of(CoverageMap map, Map<CanonicalRole, List<Stage>> usual) {
        var assumptions = map.assumptions();
        var each = new EnumMap<Stage, Double>(Stage.class);
        Stage.stages().forEach(stage -> each.put(stage, assumptions.hoursAt(stage)));
        var today = new EnumMap<Stage, Double>(Stage.class);
        var ofOne = new EnumMap<CanonicalRole, Map<Stage, Double>>(CanonicalRole.class);
        for (var role : CanonicalRole.catalogue()) {
            var seats = map.seats().stream()
                    .filter(seat -> seat.isHeld() && seat.role() == role)
                    .toList();
            Set<Stage> stages = new LinkedHashSet<>();
            seats.forEach(seat -> stages.addAll(seat.stages()));
            if (seats.isEmpty()) {
                stages.addAll(usual.getOrDefault(role, List.of()));
            }
            var shares = shares(new ArrayList<>(stages), map);
            var hours = new EnumMap<Stage, Double>(Stage.class);
            shares.forEach((stage, share) -> hours.put(stage, share * assumptions.monthHours()));
            ofOne.put(role, hours);
            for (var seat : seats) {
                shares(seat.stages(), map)
                        .forEach((stage, share) ->
                                today.merge(stage, share * seat.fullTime() * assumptions.monthHours(), Double::sum));
            }
        }
        return new Workforce(today, ofOne, each);
    }

    private static Map<Stage, Double> shares(List<Stage> stages, CoverageMap map) {
        var shares = new EnumMap<Stage, Double>(Stage.class);
        var all = stages.stream().mapToDouble(stage -> work(stage, map)).sum();
        stages.forEach(stage -> shares.put(stage, all > 0 ? work(stage, map) / all : 1.0 / stages.size()));
        return shares;
    }

    private static double work(Stage stage, CoverageMap map) {
        return map.volumes().of(stage) * map.assumptions().hoursAt(stage);
    }

    /**
     * How many fit in a month: what today's hours hold, or what passes today if that is more, times what the hours grow by. A
     * stage that nobody holds lets all pass.
     */
    double room(Stage stage, double steady, List<Hire> hires, YearMonth month) {
        var hours = today.getOrDefault(stage, 0.0);
        var one = each.getOrDefault(stage, 0.0);
        if (hours <= 0 || one <= 0) {
            return Double.MAX_VALUE;
        }
        var more = 0.0;
        for (var hire : hires) {
            more += hire.strength(month)
                    * ofOne.getOrDefault(hire.role(), Map.of()).getOrDefault(stage, 0.0);
        }
        return Math.max(0, Math.max(steady, hours / one) * (hours + more) / hours);
    }
}
