package io.diabolo.delivery;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built-in ways to bring a customer to use what it bought, by kind of product. How long a step takes grows with the
 * customer's segment; the words of a step are the text {@code onboarding.step.<template>.<step>}.
 */
enum OnboardingTemplate {
    SOFTWARE(List.of(
            milestone("kick-off", 3),
            ours("kick-off-meeting", "csm", 2),
            theirs("contacts", 3),
            ours("accounts", "ops", 3, "contacts"),
            milestone("configured", 0, "accounts", "settings", "data-taken-over"),
            theirs("data", 5, "kick-off-meeting"),
            ours("data-taken-over", "ops", 5, "data", "accounts"),
            ours("settings", "csm", 4, "accounts"),
            milestone("trained", 0, "training-admin", "training-users"),
            ours("training-admin", "csm", 3, "settings"),
            ours("training-users", "csm", 4, "training-admin", "data-taken-over"),
            theirs("acceptance", 3, "training-users"),
            check("access", "acceptance"),
            check("support", "acceptance"),
            check("data-checked", "acceptance"),
            milestone("go-live", 1, "acceptance"))),
    DEVICE(List.of(
            milestone("kick-off", 3),
            ours("kick-off-meeting", "csm", 2),
            theirs("site", 5),
            ours("site-survey", "ops", 5, "site", "kick-off-meeting"),
            ours("shipping", "ops", 8, "site-survey"),
            theirs("network", 6, "site-survey"),
            milestone("installed", 0, "installation"),
            ours("installation", "ops", 4, "shipping", "network"),
            ours("connection", "support", 2, "installation"),
            milestone("trained", 0, "training-users"),
            ours("training-users", "csm", 2, "connection"),
            theirs("acceptance", 3, "connection"),
            check("measures", "acceptance"),
            check("alerts", "acceptance"),
            check("support", "acceptance"),
            milestone("go-live", 1, "acceptance", "training-users"))),
    CONSULTING(List.of(
            milestone("kick-off", 5),
            ours("kick-off-meeting", "csm", 3),
            theirs("documents", 5),
            theirs("interviewees", 5),
            ours("interviews", "ops", 8, "interviewees", "kick-off-meeting"),
            milestone("diagnosed", 0, "diagnosis"),
            ours("diagnosis", "ops", 6, "interviews", "documents"),
            theirs("diagnosis-read", 4, "diagnosis"),
            ours("plan", "ops", 5, "diagnosis-read"),
            milestone("plan-agreed", 0, "plan-agreed-by-them"),
            theirs("plan-agreed-by-them", 4, "plan"),
            ours("workshops", "csm", 6, "plan-agreed-by-them"),
            check("deliverables", "workshops"),
            check("minutes", "workshops"),
            milestone("go-live", 1, "workshops")));

    @SuppressWarnings("ImmutableEnumChecker") // List.of records
    private final List<Step> steps;

    OnboardingTemplate(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * @param kind milestone, task or check (a point of the go-live checklist)
     * @param role ours: who usually does it; null for the customer's, for milestones and checks
     * @param days working days that it takes once it can begin
     * @param after the ids of what has to be done before
     */
    record Step(
            String id, String kind, String side, @Nullable String role, int days, List<String> after) {}

    private static Step milestone(String id, int days, String... after) {
        return new Step(id, "milestone", "us", null, days, List.of(after));
    }

    private static Step ours(String id, String role, int days, String... after) {
        return new Step(id, "task", "us", role, days, List.of(after));
    }

    private static Step theirs(String id, int days, String... after) {
        return new Step(id, "task", "customer", null, days, List.of(after));
    }

    private static Step check(String id, String... after) {
        return new Step(id, "check", "us", null, 1, List.of(after));
    }

    List<Step> steps() {
        return steps;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Stream.of(values()).map(OnboardingTemplate::id).toList();
    }

    static @Nullable OnboardingTemplate named(@Nullable String id) {
        return Stream.of(values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Working days of a step for a customer of this size: the larger, the more people have to agree. */
    static int days(int days, @Nullable String segment) {
        var tenths = segment == null
                ? 10
                : switch (segment) {
                    case "micro" -> 7;
                    case "mid_market" -> 15;
                    case "enterprise" -> 20;
                    default -> 10;
                };
        return (days * tenths + 9) / 10;
    }
}
