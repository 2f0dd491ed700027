package io.diabolo.deals;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.identity.Member;
import io.diabolo.mentions.Mention;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of an opportunity's stakeholders shows.
 *
 * @param mentions whom the notes name, by stakeholder
 * @param suggested names of people at the company who take no part yet
 * @param members whose a blocker may be to solve
 * @param refused what was typed and what is wrong with it
 */
record StakeholderPage(
        UUID opportunity,
        String name,
        List<Stakeholder> all,
        Map<UUID, List<Mention>> mentions,
        List<Gap> gaps,
        List<Blocker> blockers,
        List<String> suggested,
        List<Member> members,
        Refused refused) {
    /**
     * @param form person, blocker, or the id of the stakeholder or blocker whose form it was
     * @param faults by field
     */
    record Refused(String form, Map<String, String> typed, Map<String, String> faults) {
        static Refused nothing() {
            return new Refused("", Map.of(), Map.of());
        }
    }

    String path() {
        return "/opportunities/" + opportunity;
    }

    StakeholderDrawing drawing() {
        return StakeholderDrawing.of(all);
    }

    String fault(String form, String field) {
        return refused.form().equals(form) ? refused.faults().getOrDefault(field, "") : "";
    }

    boolean isRefused(String form) {
        return refused.form().equals(form) && !refused.faults().isEmpty();
    }

    /** What stands in the form's field: what was typed, else what is. */
    String shown(String form, String field, String held) {
        return refused.form().equals(form) ? refused.typed().getOrDefault(field, held) : held;
    }

    List<Mention> mentions(Stakeholder one) {
        return mentions.getOrDefault(one.id(), List.of());
    }

    List<Stakeholder> others(Stakeholder one) {
        return all.stream().filter(other -> !other.id().equals(one.id())).toList();
    }

    String named(@Nullable UUID id) {
        var found = StakeholderDrawing.named(all, id);
        return found == null ? "" : found.name();
    }

    String swayed(Stakeholder one) {
        return String.join(", ", one.sways().stream().map(this::named).toList());
    }

    static String id(@Nullable UUID id) {
        return Objects.toString(id, "");
    }

    static ClockBadge badge(Blocker blocker, Ui ui) {
        return ClockBadge.of(blocker.clock(), ui);
    }
}
