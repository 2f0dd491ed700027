package io.diabolo.queues;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One's own queue in the API, and putting an entry of it off. */
@Controller
class QueueController {
    private static final int MOST = 200;
    private final Queues queues;
    private final Snoozes snoozes;

    QueueController(Queues queues, Snoozes snoozes) {
        this.queues = queues;
        this.snoozes = snoozes;
    }

    @PostMapping("/queue-snoozes")
    ModelAndView snooze(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var changeSet = snoozes.put(wish(form, ui), ui.me());
            ui.flash(Flash.of("queue.snoozed").undoneBy("/changes/" + changeSet + "/reversal"));
        } catch (BadInput bad) {
            // A form offers only what can be taken; who typed something else reads why on the page they came from.
            ui.flash(Flash.of(bad.faults().getFirst().key(), 92));
        }
        var view = new RedirectView(Back.to(form.get("back"), "/desk"));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private static Snooze wish(Map<String, String> form, Ui ui) {
        var reason = SnoozeReason.named(form.getOrDefault("reason", ""))
                .orElseThrow(() -> new BadInput("reason", "queue.snooze.fault.reason"));
        var kind = form.getOrDefault("kind", "");
        var type = form.getOrDefault("record_type", "");
        var urgency = form.getOrDefault("urgency", "");
        if (!kind.matches("[a-z-]{1,60}") || !type.matches("[a-z_]{1,60}") || !urgency.matches("[0-4]")) {
            throw new BadInput("kind", "queue.snooze.fault.entry");
        }
        return new Snooze(
                kind,
                type,
                record(form.getOrDefault("record_id", "")),
                Integer.parseInt(urgency),
                Snooze.until(form.getOrDefault("until", ""), ui),
                reason);
    }

    private static UUID record(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput("record_id", "queue.snooze.fault.entry");
        }
    }

    @PostMapping("/api/v1/queue-snoozes")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> put(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var form = new LinkedHashMap<String, String>();
        body.forEach((name, value) -> form.put(name, Objects.toString(value, "")));
        var wish = wish(form, ui);
        return Map.of(
                "change_set_id",
                snoozes.put(wish, ui.me()).toString(),
                "until",
                wish.until().toString());
    }

    @GetMapping("/api/v1/queue")
    @ResponseBody
    Map<String, Object> list(
            @RequestParam(defaultValue = "") String desk, @RequestParam(defaultValue = "50") int limit, Ui ui) {
        if (!desk.isEmpty() && !ui.me().roles().contains(desk)) {
            throw new BadInput("desk", "queue.fault.desk");
        }
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var items = queues.next(new QueueRequest(ui.me().member(), desk, ui.now(), limit)).stream()
                .map(entry -> json(entry, ui))
                .toList();
        return Map.of("items", List.copyOf(items));
    }

    private static Map<String, @Nullable Object> json(QueueEntry entry, Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("kind", entry.kind());
        body.put("urgency", entry.urgency());
        var due = entry.due();
        body.put("due_at", due == null ? null : due.toString());
        body.put("record_type", entry.recordType());
        body.put("record_id", entry.record().toString());
        body.put("title", entry.title());
        body.put("subtitle", entry.subtitle());
        body.put("reason", entry.reason().say(ui));
        var also = entry.also();
        body.put("also", also == null ? null : also.say(ui));
        body.put("link", entry.link());
        return body;
    }
}
