package io.diabolo.delivery;

import io.diabolo.delivery.Onboardings.Live;
import io.diabolo.delivery.Onboardings.Whole;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Onboardings through the API: their steps and the go-live. Lists and single fields come from the records' own API. */
@Controller
class OnboardingApiController {
    private static final String ONE = "/api/v1/onboardings/{id}";
    private final Onboardings onboardings;

    OnboardingApiController(Onboardings onboardings) {
        this.onboardings = onboardings;
    }

    @GetMapping(ONE + "/steps")
    ResponseEntity<Map<String, @Nullable Object>> steps(@PathVariable UUID id, Ui ui) {
        return answer(id, null, ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        var whole = onboardings.get(id, ui.me());
        var answer = ResponseEntity.status(HttpStatus.OK);
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(json(whole));
    }

    private static Map<String, @Nullable Object> json(Whole whole) {
        var onboarding = whole.onboarding();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("state", onboarding.getState());
        body.put("go_live_on", onboarding.getGoLiveOn().toString());
        body.put("foreseen_on", onboarding.getForeseenOn().toString());
        body.put("days_late", whole.daysLate());
        body.put("days_to_value", whole.daysToValue());
        body.put("link", "/o/" + onboarding.getLink());
        body.put("items", whole.steps().stream().map(step -> json(step, whole)).toList());
        return body;
    }

    private static Map<String, @Nullable Object> json(OnboardingStep step, Whole whole) {
        var span = whole.foreseen().get(step.id());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", step.id());
        body.put("kind", step.kind());
        body.put("side", step.side());
        body.put("role", step.role());
        body.put("name", step.name());
        body.put("after", step.after());
        body.put("starts_on", step.startsOn().toString());
        body.put("due_on", step.dueOn().toString());
        body.put("foreseen_on", span == null ? null : span.to().toString());
        body.put("done_at", step.doneAt() == null ? null : step.doneAt().toString());
        body.put("done_by", step.doneBy());
        return body;
    }

    record Ticked(@Nullable Boolean done) {}

    @PutMapping(ONE + "/steps/{step}/completion")
    ResponseEntity<Map<String, @Nullable Object>> tick(
            @PathVariable UUID id, @PathVariable UUID step, @RequestBody Ticked ticked, Ui ui) {
        ui.me().mayWrite();
        return answer(id, onboardings.tick(id, step, !Boolean.FALSE.equals(ticked.done()), ui.me()), ui);
    }

    record WentLive(@Nullable String on) {}

    @PostMapping(ONE + "/go-live")
    ResponseEntity<Map<String, @Nullable Object>> goLive(@PathVariable UUID id, @RequestBody WentLive live, Ui ui) {
        ui.me().mayWrite();
        onboardings.get(id, ui.me());
        var on = Objects.requireNonNullElse(live.on(), "");
        return switch (onboardings.goLive(id, on.isBlank() ? ui.today() : Typed.day("on", on), ui.me())) {
            case Live.Done(var changeSet) -> answer(id, changeSet, ui);
            case Live.Already _ -> answer(id, null, ui);
            case Live.Open(var steps) ->
                throw new BadInput(steps.stream()
                        .map(step -> new Fault(step.id().toString(), "onboarding.fault.open", step.name()))
                        .toList());
        };
    }
}
