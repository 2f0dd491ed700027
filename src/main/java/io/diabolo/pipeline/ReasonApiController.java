package io.diabolo.pipeline;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Why deals are won and lost and leads disqualified, in the API. */
@RestController
class ReasonApiController {
    private static final String HERE = "/api/v1/reasons/{kind}";
    private final Reasons reasons;

    ReasonApiController(Reasons reasons) {
        this.reasons = reasons;
    }

    @GetMapping(HERE)
    ResponseEntity<Map<String, Object>> show(@PathVariable String kind) {
        known(kind);
        return answer(reasons.of(kind));
    }

    @PutMapping(HERE)
    ResponseEntity<Map<String, Object>> put(
            @PathVariable String kind,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        known(kind);
        if (!(body.get("reasons") instanceof List<?> given)) {
            throw new BadInput("reasons", "reasons.fault.words");
        }
        var wanted = given.stream().map(ReasonApiController::reason).toList();
        return answer(reasons.save(kind, wanted, OpportunityMoveApi.version(body, match), ui.me()));
    }

    private static void known(String kind) {
        if (!BuiltInReasons.KINDS.contains(kind)) {
            throw new NoSuchRecord("reasons", kind);
        }
    }

    private static Reason reason(@Nullable Object given) {
        if (!(given instanceof Map<?, ?> one)) {
            throw new BadInput("reasons", "reasons.fault.words");
        }
        return new Reason(
                text(one, "key"), new Words(text(one, "fr"), text(one, "en")), Boolean.TRUE.equals(one.get("aside")));
    }

    private static String text(Map<?, ?> one, String name) {
        return Objects.toString(one.get(name), "")
                .replaceAll("\\p{Cntrl}|\\p{Cs}", "")
                .strip();
    }

    private static ResponseEntity<Map<String, Object>> answer(Reasons.Reasoned reasoned) {
        var body = new LinkedHashMap<String, Object>();
        body.put("kind", reasoned.kind());
        body.put("version", reasoned.version());
        body.put(
                "reasons",
                reasoned.all().stream()
                        .map(one -> Map.of(
                                "key",
                                one.key(),
                                "fr",
                                one.words().fr(),
                                "en",
                                one.words().en(),
                                "aside",
                                one.aside()))
                        .toList());
        return ResponseEntity.ok().eTag("\"" + reasoned.version() + "\"").body(body);
    }
}
