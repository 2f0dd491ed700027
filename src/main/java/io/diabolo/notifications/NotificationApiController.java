package io.diabolo.notifications;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Notifications in the API: those of the token's member. */
@RestController
class NotificationApiController {
    private static final int MOST = 200;
    private final Notifications notifications;
    private final Preferences preferences;
    private final Digests digests;
    private final DigestPreview preview;

    NotificationApiController(
            Notifications notifications, Preferences preferences, Digests digests, DigestPreview preview) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.digests = digests;
        this.preview = preview;
    }

    @GetMapping("/api/v1/notifications")
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "") String cursor, Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var after = cursor.isEmpty() ? null : NotificationController.cursor(cursor);
        if (after == null && !cursor.isEmpty()) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
        var all = notifications.list(ui.me(), after, limit + 1);
        var more = all.size() > limit;
        var shown = more ? all.subList(0, limit) : all;
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", shown.stream().map(one -> json(one, ui)).toList());
        body.put("unread", notifications.unread(ui.me()));
        body.put("next_cursor", more ? NotificationController.cursor(shown.getLast()) : null);
        return body;
    }

    @PostMapping("/api/v1/notifications/{id}/reading")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID id, Ui ui) {
        notifications.read(id, ui.me());
    }

    @PostMapping("/api/v1/notifications/readings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Ui ui) {
        notifications.readAll(ui.me());
    }

    @GetMapping("/api/v1/notifications/preferences")
    Map<String, @Nullable Object> preferences(Ui ui) {
        return json(ui);
    }

    /** What the next digest would say now. */
    @GetMapping("/api/v1/notifications/digest")
    Map<String, Object> digest(Ui ui) {
        var digest = preview.of(ui);
        return Map.of(
                "happened",
                digest.happened().stream()
                        .map(part -> Map.of(
                                "title", ui.t(part.textKey()),
                                "lines",
                                        part.lines().stream()
                                                .map(NotificationApiController::json)
                                                .toList()))
                        .toList(),
                "awaiting",
                digest.awaiting().stream().map(NotificationApiController::json).toList(),
                "more",
                digest.more());
    }

    private static Map<String, String> json(Digest.Line line) {
        return Map.of("text", line.text(), "when", line.when(), "path", line.path());
    }

    /** What isn't given stays as it is; the quiet hours end where both are given as null. */
    @PutMapping("/api/v1/notifications/preferences")
    Map<String, @Nullable Object> change(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var wanted = new EnumMap<NotificationKind, String>(NotificationKind.class);
        if (body.get("channels") instanceof Map<?, ?> channels) {
            channels.forEach((kind, channel) -> wanted.put(
                    NotificationKind.named(String.valueOf(kind))
                            .orElseThrow(() -> new BadInput("channels", "notification.fault.kind")),
                    String.valueOf(channel)));
        }
        var quiet = new LinkedHashMap<String, String>();
        if (body.containsKey("quiet_from") || body.containsKey("quiet_to")) {
            for (var name : new String[] {"quiet_from", "quiet_to"}) {
                var given = body.get(name);
                if (given != null && !(given instanceof String)) {
                    throw new BadInput(name, "notification.fault.quiet");
                }
                quiet.put(name, given == null ? "" : given.toString());
            }
        } else {
            var kept = preferences.quiet(ui.me().member());
            if (kept != null) {
                quiet.put("quiet_from", kept.from().toString());
                quiet.put("quiet_to", kept.to().toString());
            }
        }
        preferences.change(
                wanted,
                NotificationInput.time(quiet, "quiet_from"),
                NotificationInput.time(quiet, "quiet_to"),
                body.get("digest") instanceof Map<?, ?> digest ? digest(digest) : null,
                ui.me());
        return json(ui);
    }

    /** What isn't given is as usual. */
    private static DigestSetting digest(Map<?, ?> given) {
        var form = new LinkedHashMap<>(NotificationInput.text(DigestSetting.usual()));
        given.forEach((name, value) -> form.put("digest_" + name, value == null ? "" : value.toString()));
        return NotificationInput.digest(form);
    }

    private Map<String, @Nullable Object> json(Ui ui) {
        var channels = new LinkedHashMap<String, String>();
        preferences.of(ui.me().member()).forEach((kind, channel) -> channels.put(kind.id(), channel));
        var quiet = preferences.quiet(ui.me().member());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("channels", channels);
        body.put("offered", preferences.offered(ui.me().member()));
        body.put("quiet_from", quiet == null ? null : quiet.from().toString());
        body.put("quiet_to", quiet == null ? null : quiet.to().toString());
        var digest = digests.of(ui.me().member());
        var said = new LinkedHashMap<String, @Nullable Object>();
        said.put("rhythm", digest.rhythm().id());
        said.put("weekday", digest.weekday().getValue());
        said.put("at", digest.at() == null ? null : digest.at().toString());
        said.put("agenda", digest.agenda());
        said.put("next_at", digests.next(ui.me().member(), ui.now()).toString());
        body.put("digest", said);
        return body;
    }

    private static Map<String, @Nullable Object> json(Notification one, Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("kind", one.kind().id());
        body.put("text", NotificationText.of(one, ui));
        body.put("reason", one.reason());
        body.put("subject_type", one.subjectType());
        body.put("subject_id", one.subject().toString());
        body.put("path", one.path());
        body.put("at", one.at().toString());
        var read = one.readAt();
        body.put("read_at", read == null ? null : read.toString());
        return body;
    }
}
