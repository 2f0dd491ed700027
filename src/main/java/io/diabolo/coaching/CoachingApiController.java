package io.diabolo.coaching;

import io.diabolo.coaching.CoachingNotes.Wanted;
import io.diabolo.mentions.Mention;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Coaching notes in the API, with the same rights as on the page. */
@RestController
class CoachingApiController {
    private static final String OF = "/api/v1/members/{member}/coaching-notes";
    private static final String ONE = "/api/v1/coaching-notes/{id}";
    private final CoachingNotes notes;

    CoachingApiController(CoachingNotes notes) {
        this.notes = notes;
    }

    @GetMapping(OF)
    Map<String, Object> list(@PathVariable UUID member, Ui ui) {
        return Map.of(
                "items",
                notes.of(new MemberId(member), ui.me()).stream()
                        .map(CoachingApiController::json)
                        .toList());
    }

    @PostMapping(OF)
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> write(
            @PathVariable UUID member, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return json(notes.write(new MemberId(member), wanted(body), ui.me()));
    }

    @GetMapping(ONE)
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        return json(notes.get(id, ui.me()));
    }

    /** The version that it had is part of what is sent. */
    @PutMapping(ONE)
    Map<String, @Nullable Object> change(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var version = body.get("version") instanceof Number number ? number.intValue() : 0;
        return json(notes.change(id, wanted(body), version, ui.me()));
    }

    @PostMapping(ONE + "/sharing")
    Map<String, @Nullable Object> share(@PathVariable UUID id, Ui ui) {
        return json(notes.share(id, ui.me()));
    }

    @PostMapping(ONE + "/actions")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> agree(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        notes.agree(id, text(body, "action"), CoachingController.day(text(body, "due_on"), "due_on"), ui.me());
        return json(notes.get(id, ui.me()));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Ui ui) {
        notes.remove(id, ui.me());
    }

    private static Wanted wanted(Map<String, @Nullable Object> body) {
        var about = body.get("about");
        if (about != null && !(about instanceof List<?>)) {
            throw new BadInput("about", "coaching.fault.about");
        }
        return new Wanted(
                text(body, "body"),
                CoachingController.day(text(body, "talked_on"), "talked_on"),
                about instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of(),
                Objects.equals(body.get("shared"), true));
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }

    static Map<String, @Nullable Object> json(CoachingNote note) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", note.id().toString());
        body.put("member_id", note.member().toString());
        body.put("author_id", note.author().toString());
        body.put("author", note.authorName());
        body.put("body", note.body());
        body.put("talked_on", note.talkedOn().toString());
        var shared = note.sharedAt();
        body.put("shared_at", shared == null ? null : shared.toString());
        body.put("version", note.version());
        body.put("about", note.subjects().stream().map(CoachingPages::key).toList());
        body.put(
                "actions",
                note.actions().stream()
                        .map(one -> Map.of(
                                "id",
                                one.id().toString(),
                                "what",
                                one.what(),
                                "due_on",
                                one.due().toString(),
                                "done",
                                one.done()))
                        .toList());
        body.put("mentions", note.mentions().stream().map(Mention::json).toList());
        return body;
    }
}
