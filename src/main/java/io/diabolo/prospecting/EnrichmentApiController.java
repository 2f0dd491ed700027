package io.diabolo.prospecting;

import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was found out about a company or person, looked for, taken or refused by a program. */
@RestController
class EnrichmentApiController {
    private final Enrichments enrichments;

    EnrichmentApiController(Enrichments enrichments) {
        this.enrichments = enrichments;
    }

    @PostMapping("/api/v1/companies/{id}/enrichment")
    ResponseEntity<Map<String, Object>> ofCompany(@PathVariable UUID id, Ui ui) {
        return look("company", id, ui);
    }

    @PostMapping("/api/v1/people/{id}/enrichment")
    ResponseEntity<Map<String, Object>> ofPerson(@PathVariable UUID id, Ui ui) {
        return look("person", id, ui);
    }

    private ResponseEntity<Map<String, Object>> look(String type, UUID id, Ui ui) {
        return answer(type, id, enrichments.enrich(type, id, ui.me()));
    }

    @PostMapping("/api/v1/enrichments/{id}/acceptance")
    ResponseEntity<Map<String, Object>> accept(@PathVariable UUID id, Ui ui) {
        var changeSet = enrichments.accept(id, ui.me());
        var subject = enrichments.subjectOf(id, ui.me());
        return answer(subject.type(), subject.id(), changeSet);
    }

    @PostMapping("/api/v1/enrichments/{id}/refusal")
    ResponseEntity<Map<String, Object>> refuse(@PathVariable UUID id, Ui ui) {
        var changeSet = enrichments.refuse(id, ui.me());
        var subject = enrichments.subjectOf(id, ui.me());
        return answer(subject.type(), subject.id(), changeSet);
    }

    /** All that is known of the record by now; without a change set where nothing was found. */
    private ResponseEntity<Map<String, Object>> answer(String type, UUID id, @Nullable UUID changeSet) {
        var answer = ResponseEntity.ok();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(Map.of(
                "items",
                enrichments.all(type, id).stream()
                        .map(EnrichmentController::json)
                        .toList()));
    }
}
