package io.diabolo.journey;

import io.diabolo.clocks.Budget;
import io.diabolo.platform.Actor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The hand-offs of the double funnel (DESIGN.md §5): who passes what to whom, what goes with it, and how soon it is answered. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of, the budget a record
public enum HandoffKind {
    MARKET_SIGNAL(
            List.of("growth"),
            List.of("inbound", "sdr"),
            List.of("experiment", "target_list", "lead", "company"),
            Budget.days(2),
            "experiment",
            "list"),
    INBOUND_LEAD(List.of("inbound"), List.of("bdr"), List.of("lead"), Budget.minutes(5), "history", "consent"),
    QUALIFIED_LEAD(
            List.of("sdr", "bdr", "inside"),
            List.of("ae"),
            List.of("lead"),
            Budget.days(1),
            "meeting",
            "need",
            "timing",
            "budget",
            "solution",
            "people"),
    CONTRIBUTION(
            List.of("ae"),
            List.of("se", "ops"),
            List.of("opportunity"),
            Budget.days(2),
            "sheet",
            "constraints",
            "deadline"),
    SIGNED_QUOTE(List.of("ae"), List.of("adv"), List.of("opportunity"), Budget.days(1), "order", "billing"),
    NEW_CUSTOMER(
            List.of("ae"),
            List.of("csm"),
            List.of("opportunity", "company"),
            Budget.days(2),
            "promises",
            "values",
            "stakeholders",
            "risks",
            "contract"),
    INTERNAL_REQUEST(
            List.of("csm"),
            List.of("ops", "support", "se", "ae"),
            List.of("company"),
            Budget.days(2),
            "request",
            "deadline"),
    CUSTOMER_LIVE(
            List.of("csm"), List.of("am"), List.of("company"), Budget.days(5), "adoption", "risks", "stakeholders"),
    CUSTOMER_CONTACT(List.of("ae", "csm"), List.of("am"), List.of("company"), Budget.days(5), "account"),
    TICKET_SIGNAL(List.of("support"), List.of("csm", "am"), List.of("company"), Budget.days(1), "ticket"),
    PERFORMANCE_SIGNAL(List.of("perf"), List.of("am"), List.of("company"), Budget.days(2), "values", "survey"),
    EXPANSION(
            List.of("am"),
            List.of("ae", "am"),
            List.of("company", "opportunity"),
            Budget.days(2),
            "signal",
            "contract");

    private final List<String> from;
    private final List<String> to;
    private final List<String> subjects;
    private final Budget answer;
    private final List<String> checklist;

    HandoffKind(List<String> from, List<String> to, List<String> subjects, Budget answer, String... checklist) {
        this.from = from;
        this.to = to;
        this.subjects = subjects;
        this.answer = answer;
        this.checklist = List.of(checklist);
    }

    public static Optional<HandoffKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    static HandoffKind of(String id) {
        return named(id).orElseThrow();
    }

    /** In tables, the API and texts: {@code qualified-lead}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The roles that offer it. */
    public List<String> from() {
        return from;
    }

    /** The roles that may be chosen to receive it, the usual one first. */
    public List<String> to() {
        return to;
    }

    /** The ids of the record types that it is about. */
    public List<String> subjects() {
        return subjects;
    }

    /** Within what time it is answered, unless the workspace says otherwise. */
    public Budget answer() {
        return answer;
    }

    /** What should go with it; the words of an item are the text {@code handoff.check.<item>}. */
    public List<String> checklist() {
        return checklist;
    }

    /** Whether a page offers it: who holds one of the roles, and managers. */
    public boolean mayBeOfferedBy(Actor me) {
        return HandoffRights.mayOffer(this, me);
    }

    /** The page on which a subject is offered. */
    public String offerPath(String subjectType, UUID subject) {
        return "/handoffs/new?kind=" + id() + "&subject_type=" + subjectType + "&subject_id=" + subject;
    }

    /** An inbound lead's five minutes go on until somebody has spoken to it, a contribution's time until it is given. */
    boolean isAnsweredByAccepting() {
        return this != INBOUND_LEAD && this != CONTRIBUTION;
    }

    /** Of a customer or a deal several roles may be asked at once, each for its part. */
    boolean isAskedOfEachRole() {
        return this == INTERNAL_REQUEST || this == CONTRIBUTION;
    }
}
