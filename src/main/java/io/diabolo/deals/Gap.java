package io.diabolo.deals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What isn't known of the people around an opportunity, or stands badly.
 *
 * @param id its words are the text {@code stakeholder.gap.<id>}
 * @param who the names concerned, or empty
 */
public record Gap(String id, String who) {
    /** In the order in which a seller should mend them. */
    static List<Gap> of(List<Stakeholder> all) {
        var gaps = new ArrayList<Gap>();
        if (all.isEmpty()) {
            gaps.add(new Gap("nobody", ""));
            return gaps;
        }
        if (all.size() == 1) {
            gaps.add(new Gap("one-contact", all.getFirst().name()));
        }
        if (none(all, one -> one.plays("economic_buyer"))) {
            gaps.add(new Gap("no-economic-buyer", ""));
        }
        if (none(all, one -> one.plays("champion"))) {
            gaps.add(new Gap("no-champion", ""));
        }
        named(
                "buyer-unknown",
                all,
                one -> one.plays("economic_buyer") && one.stance().equals("unknown"),
                gaps);
        named(
                "strong-opponent",
                all,
                one -> one.isOfHighInfluence() && one.stance().equals("opposes"),
                gaps);
        named(
                "champion-opposes",
                all,
                one -> one.plays("champion") && one.stance().equals("opposes"),
                gaps);
        named(
                "weak-champion",
                all,
                one -> one.plays("champion") && one.influence().equals("low"),
                gaps);
        if (none(all, one -> one.isOfHighInfluence() && one.stance().equals("supports"))) {
            gaps.add(new Gap("nobody-strong-supports", ""));
        }
        return gaps;
    }

    private static boolean none(List<Stakeholder> all, Predicate<Stakeholder> which) {
        return all.stream().noneMatch(which);
    }

    private static void named(String id, List<Stakeholder> all, Predicate<Stakeholder> which, List<Gap> gaps) {
        all.stream().filter(which).forEach(one -> gaps.add(new Gap(id, one.name())));
    }
}
