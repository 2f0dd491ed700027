package io.diabolo.meetings;

import io.diabolo.meetings.Meetings.Changed;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordJson;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.ArrayList;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What becomes of a meeting: another time, or what came of it; as a page and in the API. */
@Controller
class MeetingController {
    private final Meetings meetings;
    private final MeetingPages pages;
    private final MeetingType type;
    private final RecordTypes types;
    private final Records records;

    MeetingController(Meetings meetings, MeetingPages pages, MeetingType type, RecordTypes types, Records records) {
        this.meetings = meetings;
        this.pages = pages;
        this.type = type;
        this.types = types;
        this.records = records;
    }

    @GetMapping("/meetings/{id}/outcome")
    ModelAndView outcome(@PathVariable UUID id, Ui ui) {
        return pages.outcome(id, Map.of(), "", HttpStatus.OK, ui);
    }

    @PostMapping("/meetings/{id}/outcome")
    ModelAndView say(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var outcome = outcome(form.get("outcome"));
            return switch (meetings.say(id, outcome, form.get("said"), ui.me())) {
                case Changed.Done done -> {
                    ui.flash(Flash.of("meeting.said." + outcome.id())
                            .undoneBy("/changes/" + done.changeSet() + "/reversal"));
                    yield BookController.seeOther(next(id, outcome, ui));
                }
                case Changed.Unchanged _, Changed.Taken _ -> BookController.seeOther("/meetings/" + id);
                case Changed.Over over ->
                    pages.outcome(id, form, ui.t("meeting.over." + over.state()), HttpStatus.CONFLICT, ui);
            };
        } catch (BadInput bad) {
            return pages.outcome(id, form, first(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** A qualified lead whose discovery was held by who qualified it goes to an AE now. */
    private String next(UUID id, Outcome outcome, Ui ui) {
        return outcome == Outcome.HELD ? pages.afterHeld(id, ui) : "/meetings/" + id;
    }

    @GetMapping("/meetings/{id}/times")
    ModelAndView times(@PathVariable UUID id, @RequestParam Map<String, String> asked, Ui ui) {
        return pages.times(id, asked, "", HttpStatus.OK, ui);
    }

    @PostMapping("/meetings/{id}/times")
    ModelAndView move(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            return switch (meetings.move(id, start(form.get("at")), ui.me())) {
                case Changed.Done done -> {
                    ui.flash(Flash.of("meeting.moved").undoneBy("/changes/" + done.changeSet() + "/reversal"));
                    yield BookController.seeOther("/meetings/" + id);
                }
                case Changed.Unchanged _ -> BookController.seeOther("/meetings/" + id);
                case Changed.Taken _ -> pages.times(id, form, ui.t("booking.taken"), HttpStatus.CONFLICT, ui);
                case Changed.Over over ->
                    pages.times(id, form, ui.t("meeting.over." + over.state()), HttpStatus.CONFLICT, ui);
            };
        } catch (BadInput bad) {
            return pages.times(id, form, first(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static String first(BadInput bad, Ui ui) {
        var fault = bad.faults().getFirst();
        return ui.t(fault.key(), fault.args().toArray());
    }

    record Said(@Nullable String outcome, @Nullable String said) {}

    @PostMapping("/api/v1/meetings/{id}/outcome")
    ResponseEntity<?> sayByApi(@PathVariable UUID id, @RequestBody Said body, Ui ui) {
        return answer(id, meetings.say(id, outcome(body.outcome()), body.said(), ui.me()), ui);
    }

    @PostMapping("/api/v1/meetings/{id}/start")
    ResponseEntity<?> moveByApi(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answer(id, meetings.move(id, start(Objects.toString(body.get("starts_at"), "")), ui.me()), ui);
    }

    private ResponseEntity<?> answer(UUID id, Changed changed, Ui ui) {
        if (changed instanceof Changed.Taken) {
            throw new BadInput("starts_at", "meeting.fault.taken");
        }
        if (changed instanceof Changed.Over over) {
            throw new BadInput("outcome", "meeting.over." + over.state());
        }
        var row = records.get(type, id, ui.me());
        var answer = ResponseEntity.ok().eTag("\"" + row.version() + "\"");
        if (changed instanceof Changed.Done done) {
            answer.header("Diabolo-Change-Set", done.changeSet().toString());
        }
        return answer.body(RecordJson.of(row, new ArrayList<>(types.fields(type))));
    }

    private static Outcome outcome(@Nullable String id) {
        return Outcome.named(Objects.requireNonNullElse(id, ""))
                .orElseThrow(() -> new BadInput("outcome", "meeting.fault.outcome"));
    }

    private static java.time.Instant start(@Nullable String text) {
        var at = BookPages.instant(text);
        if (at == null) {
            throw new BadInput("starts_at", "meeting.fault.start");
        }
        return at;
    }
}
