package io.diabolo.delivery;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step of an onboarding template, as a version of the template keeps it.
 *
 * @param id within the template, such as {@code go-live}
 * @param kind milestone, task or check (a point of the go-live checklist)
 * @param side us or customer
 * @param role ours: who usually does it; null for the customer's, for milestones and checks
 * @param days working days that it takes once it can begin
 * @param dueIn it isn't due before so many working days after the signature; null: as soon as it can be done
 * @param after the ids of what has to be done before
 * @param asks whether its role is asked for it by an internal request, with a clock, when it can begin
 */
record TemplateStep(
        String id,
        String kind,
        String side,
        @Nullable String role,
        int days,
        @Nullable Integer dueIn,
        List<String> after,
        String nameFr,
        String nameEn,
        boolean asks) {
    /** The step whose end is the go-live: always the last. */
    static final String GO_LIVE = "go-live";

    /** In the customer's language where it has words in it, else in the other. */
    String name(Locale locale) {
        var french = locale.getLanguage().equals("fr") ? !nameFr.isBlank() : nameEn.isBlank();
        return french ? nameFr : nameEn;
    }

    TemplateStep lasting(int other) {
        return new TemplateStep(id, kind, side, role, other, dueIn, after, nameFr, nameEn, asks);
    }

    TemplateStep after(List<String> others) {
        return new TemplateStep(id, kind, side, role, days, dueIn, others, nameFr, nameEn, asks);
    }

    boolean isGoLive() {
        return id.equals(GO_LIVE);
    }

    boolean isOurTask() {
        return kind.equals("task") && side.equals("us");
    }
}
