package io.diabolo.targets;

import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of ramp-up and seasonality shows.
 *
 * @param figure whose season is shown; empty: that of all the others
 * @param figures those that add up over time, and so may have a season of their own
 * @param role whose ramp-up is shown
 * @param faults by the inputs' names
 */
record PlanningPage(
        String figure,
        List<String> figures,
        Season season,
        String role,
        List<String> roles,
        RampForm ramp,
        List<Newcomer> newcomers,
        Ranked ranking,
        Map<String, String> faults) {

    /**
     * @param typed the twelve inputs, January first
     * @param names of the months
     * @param known whether this figure has a profile of its own
     * @param said what is to be said of where it comes from
     * @param proposal those shares that history proposes, joined by commas; empty where none was asked for
     * @param proposable whether there is a figure whose history can be asked
     */
    record Season(
            List<String> typed,
            List<String> names,
            boolean known,
            String said,
            String proposal,
            String history,
            boolean proposable,
            SeasonPreview preview) {}

    /** @param sum of what is typed, in words; {@code whole} whether it is 100 % */
    record SeasonPreview(List<Bar> bars, String sum, boolean whole, String fault, String example) {}

    /** @param height in percent of the tallest */
    record Bar(String month, String share, String amount, int height) {}

    /** @param shares as they are typed */
    record RampForm(String shares, boolean known, RampPreview preview) {}

    record RampPreview(List<Bar> bars, String sentence, String fault) {}

    /**
     * A member in the role.
     *
     * @param said from when, and by what
     */
    record Newcomer(MemberId id, String name, String said, boolean ramping) {}

    record Ranked(boolean shown, String toldOn) {}

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    String path(String figure, String role) {
        return "/settings/targets?figure=" + figure + "&role=" + role;
    }

    /** What was typed on the page of one member. */
    record MemberPage(
            MemberId id,
            String name,
            String role,
            String mode,
            String startsOn,
            String shares,
            String positionStart,
            @Nullable String plan,
            RampPreview preview,
            Map<String, String> faults) {
        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String path() {
            return "/settings/targets/members/" + id;
        }
    }
}
