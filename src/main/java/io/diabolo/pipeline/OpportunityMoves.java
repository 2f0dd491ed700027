package io.diabolo.pipeline;

import io.diabolo.journey.MovedAt;
import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordJson;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The moves of opportunities, from the page and through the API. */
@Controller
class OpportunityMoves {
    private final Opportunities opportunities;
    private final OpportunityType type;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    OpportunityMoves(
            Opportunities opportunities, OpportunityType type, Records records, RecordTypes types, Clock clock) {
        this.opportunities = opportunities;
        this.type = type;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** @param at an instant, or a day; now when it isn't given */
    record Asked(
            @Nullable String stage,
            @Nullable String at,
            @Nullable String reason,
            @Nullable Integer version) {}

    @PostMapping("/opportunities/{id}/moves")
    View move(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var version = form.getOrDefault("version", "");
        var asked = new Asked(
                form.get("stage"),
                form.get("at"),
                form.get("reason"),
                version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null);
        if (move(id, asked, ui) instanceof Moved.Done done) {
            ui.flash(Flash.of("record.moved", ui.t("stage." + done.stage().id()))
                    .undoneBy("/changes/" + done.changeSet() + "/reversal"));
        }
        var view = new RedirectView("/opportunities/" + id);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

    @PostMapping("/api/v1/opportunities/{id}/moves")
    ResponseEntity<Map<String, @Nullable Object>> moveByApi(@PathVariable UUID id, @RequestBody Asked asked, Ui ui) {
        var moved = move(id, asked, ui);
        var row = records.get(type, id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + row.version() + "\"");
        if (moved instanceof Moved.Done done) {
            answer.header("Diabolo-Change-Set", done.changeSet().toString());
        }
        return answer.body(RecordJson.of(row, new ArrayList<>(types.fields(type))));
    }

    private Moved move(UUID id, Asked asked, Ui ui) {
        var given = asked.stage();
        var stage = given == null ? null : Stage.named(given).orElse(null);
        if (stage == null) {
            throw new BadInput("stage", "opportunity.fault.stage");
        }
        var moved = opportunities.move(id, stage, instant(asked.at(), ui), asked.reason(), asked.version(), ui.me());
        return switch (moved) {
            case Moved.ReasonMissing _ -> throw new BadInput("reason", "opportunity.fault.reason");
            case Moved.NotForOpportunities _ -> throw new BadInput("stage", "opportunity.fault.stage");
            case Moved.InFuture _ -> throw new BadInput("at", "opportunity.fault.future");
            case Moved.Done done -> done;
            case Moved.Unchanged unchanged -> unchanged;
        };
    }

    private Instant instant(@Nullable String at, Ui ui) {
        try {
            return MovedAt.of(at, ui.zone(), clock);
        } catch (DateTimeException _) {
            throw new BadInput("at", "opportunity.fault.at");
        }
    }
}
