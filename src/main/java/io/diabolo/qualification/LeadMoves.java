package io.diabolo.qualification;

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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The moves of leads, from the page and through the API. */
@Controller
class LeadMoves {
    private final Leads leads;
    private final LeadType type;
    private final Records records;
    private final RecordTypes types;
    private final DecisionPages decisions;
    private final Clock clock;

    LeadMoves(Leads leads, LeadType type, Records records, RecordTypes types, DecisionPages decisions, Clock clock) {
        this.leads = leads;
        this.type = type;
        this.records = records;
        this.types = types;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** @param at an instant, or a day; now when it isn't given */
    record Asked(
            @Nullable String stage,
            @Nullable String at,
            @Nullable String reason,
            @Nullable Integer version) {}

    @PostMapping("/leads/{id}/moves")
    ModelAndView move(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var version = form.getOrDefault("version", "");
        var asked = new Asked(
                form.get("stage"),
                form.get("at"),
                form.get("reason"),
                version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null);
        var moved = move(id, asked, ui);
        if (moved instanceof Moved.SheetIncomplete incomplete) {
            // The page that names what is missing, and leads to where it is filled in.
            return decisions.refused(id, Map.of(), Qualifying.refusal(incomplete.missing()), ui);
        }
        if (moved instanceof Moved.Done done) {
            ui.flash(Flash.of("record.moved", ui.t("stage." + done.stage().id()))
                    .undoneBy("/changes/" + done.changeSet() + "/reversal"));
        }
        var view = new RedirectView("/leads/" + id);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    @PostMapping("/api/v1/leads/{id}/moves")
    ResponseEntity<Map<String, @Nullable Object>> moveByApi(@PathVariable UUID id, @RequestBody Asked asked, Ui ui) {
        var moved = move(id, asked, ui);
        if (moved instanceof Moved.SheetIncomplete incomplete) {
            throw Qualifying.refusal(incomplete.missing());
        }
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
            throw new BadInput("stage", "lead.fault.stage");
        }
        var moved = leads.move(id, stage, instant(asked.at(), ui), asked.reason(), asked.version(), ui.me());
        return switch (moved) {
            case Moved.ReasonMissing _ -> throw new BadInput("reason", "lead.fault.reason");
            case Moved.OpportunityDecides _ -> throw new BadInput("stage", "lead.fault.opportunity");
            case Moved.NotForLeads _ -> throw new BadInput("stage", "lead.fault.stage");
            case Moved.InFuture _ -> throw new BadInput("at", "lead.fault.future");
            case Moved.SheetIncomplete incomplete -> incomplete;
            case Moved.Done done -> done;
            case Moved.Unchanged unchanged -> unchanged;
        };
    }

    private Instant instant(@Nullable String at, Ui ui) {
        try {
            return MovedAt.of(at, ui.zone(), clock);
        } catch (DateTimeException _) {
            throw new BadInput("at", "lead.fault.at");
        }
    }
}
