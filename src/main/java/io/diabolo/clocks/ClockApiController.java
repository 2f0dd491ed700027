package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOCK;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Open clocks in the API: those that a token's member may see, the first due on top. */
@RestController
class ClockApiController {
    private static final int MOST = 200;
    private final Clocks clocks;

    ClockApiController(Clocks clocks) {
        this.clocks = clocks;
    }

    @GetMapping("/api/v1/clocks")
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(name = "subject_id", required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable UUID owner,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        Condition which = DSL.noCondition();
        which = kind.isEmpty() ? which : which.and(CLOCK.KIND.eq(kind));
        which = subject == null ? which : which.and(CLOCK.SUBJECT_ID.eq(subject));
        which = owner == null ? which : which.and(CLOCK.OWNER_ID.eq(owner));
        var found = clocks.seen(ui.me(), which, cursor.isEmpty() ? null : read(cursor), limit + 1);
        var more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", shown.stream().map(clock -> json(clock, ui.now())).toList());
        body.put(
                "next_cursor",
                more ? shown.getLast().dueAt() + "_" + shown.getLast().id() : null);
        return body;
    }

    private static ClockRows.Cursor read(String text) {
        var parts = text.split("_", 2);
        try {
            return new ClockRows.Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
    }

    private static Map<String, @Nullable Object> json(Countdown clock, Instant now) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", clock.id().toString());
        body.put("kind", clock.kind());
        body.put("subject_type", clock.subjectType());
        body.put("subject_id", clock.subject().toString());
        var owner = clock.owner();
        body.put("owner_id", owner == null ? null : owner.toString());
        body.put("role", clock.role());
        body.put("started_at", clock.startedAt().toString());
        body.put("warn_at", clock.warnAt().toString());
        body.put("due_at", clock.dueAt().toString());
        body.put(
                "state",
                clock.isPaused() ? "paused" : clock.isLate(now) ? "late" : clock.isSoon(now) ? "soon" : "calm");
        var paused = clock.pausedAt();
        body.put("paused_at", paused == null ? null : paused.toString());
        body.put("pause_reason", clock.pauseReason());
        return body;
    }
}
