package io.diabolo.automation;

import io.diabolo.records.RecordTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Automations to begin with: each is a whole plan, to be looked at, tried and changed before it is kept. */
final class Examples {
    private Examples() {}

    /** @param id its name is the text {@code automation.example.<id>} */
    record Example(String id, Plan plan) {}

    private static final List<Example> ALL = List.of(
            new Example(
                    "lead-owner",
                    Plan.of(
                            "lead",
                            Trigger.on("created"),
                            10,
                            List.of("lead.channel == \"inbound\"", "empty(lead.owner)"),
                            act("assign", Map.of("to", "turn:bdr")),
                            act("notify", Map.of("to", "owner", "text", "")))),
            new Example(
                    "next-step",
                    Plan.of(
                            "opportunity",
                            Trigger.daily(),
                            0,
                            List.of(
                                    "opportunity.stage in [\"discovery\", \"proposal\", \"closing\"]",
                                    "empty(opportunity.next_step)",
                                    "days_since(opportunity.stage_on) >= 7"),
                            act("notify", Map.of("to", "owner", "text", "")))),
            new Example(
                    "notice",
                    Plan.of(
                            "contract",
                            Trigger.before("notice_on", 90),
                            0,
                            List.of("contract.state == \"running\""),
                            act("task", Map.of("subject", "", "days", "5", "to", "owner")))),
            new Example(
                    "detractor",
                    Plan.of(
                            "survey_response",
                            Trigger.on("created"),
                            0,
                            List.of("survey_response.kind == \"nps\"", "survey_response.score <= 6"),
                            act("task", Map.of("subject", "", "days", "1", "to", "owner")))),
            new Example(
                    "promoter",
                    Plan.of(
                            "survey_response",
                            Trigger.on("created"),
                            0,
                            List.of("survey_response.kind == \"nps\"", "survey_response.score >= 9"),
                            act("task", Map.of("subject", "", "days", "3", "to", "owner")))),
            new Example(
                    "stale-deal",
                    Plan.of(
                            "opportunity",
                            new Trigger("schedule", null, null, null, null, 0, "week", 1, null, false),
                            0,
                            List.of(
                                    "opportunity.stage in [\"proposal\", \"closing\"]",
                                    "days_since(opportunity.stage_on) >= 30"),
                            act("notify", Map.of("to", "manager", "text", "")))),
            new Example(
                    "returned",
                    Plan.of(
                            "lead",
                            Trigger.on("handoff_returned"),
                            0,
                            List.of(),
                            act("task", Map.of("subject", "", "days", "0", "to", "owner")))),
            new Example(
                    "won",
                    Plan.of(
                            "opportunity",
                            new Trigger("event", "stage", null, "won", null, 0, null, 0, null, false),
                            0,
                            List.of(),
                            act("notify", Map.of("to", "role:adv", "text", "")))));

    private static Action act(String kind, Map<String, String> values) {
        return new Action(kind, values);
    }

    /** Those whose records there are. */
    static List<Example> all(RecordTypes types) {
        var present = AutomationRules.present(types);
        return ALL.stream()
                .filter(one -> present.contains(one.plan().recordType()))
                .toList();
    }

    static Optional<Example> named(String id) {
        return ALL.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
