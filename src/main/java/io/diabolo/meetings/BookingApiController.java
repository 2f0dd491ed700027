package io.diabolo.meetings;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Free hours, and booking one of them with the hand-off that goes with it. */
@Controller
class BookingApiController {
    private static final int SHOWN_DAYS = 14;
    private final Meetings meetings;
    private final Hosts hosts;

    BookingApiController(Meetings meetings, Hosts hosts) {
        this.meetings = meetings;
        this.hosts = hosts;
    }

    @GetMapping("/api/v1/free-times")
    @ResponseBody
    @Transactional(readOnly = true)
    public Map<String, Object> free(@RequestParam Map<String, String> asked, Ui ui) {
        var typed = new BookingPages.Typed(asked);
        var first = Objects.requireNonNullElse(BookPages.day(asked.get("from")), ui.today());
        var host = typed.host();
        var pool = host == null
                ? hosts.inTurn().stream().map(member -> member.id()).toList()
                : List.<MemberId>of(host);
        return Map.of(
                "items",
                hosts.free(pool, typed.kind(), first, SHOWN_DAYS).stream()
                        .map(Instant::toString)
                        .toList());
    }

    @PostMapping("/api/v1/bookings")
    ResponseEntity<Map<String, @Nullable Object>> book(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var form = new HashMap<String, String>();
        body.forEach((name, value) -> {
            if (!name.equals("hand_over") || Boolean.TRUE.equals(value)) {
                form.put(name.replaceFirst("_id$", ""), Objects.toString(value, ""));
            }
        });
        form.putIfAbsent("at", form.getOrDefault("starts_at", ""));
        return switch (meetings.book(new BookingPages.Typed(form).wish(), ui.me())) {
            case Booking.Done done ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Location", "/api/v1/meetings/" + done.meeting())
                        .header("Diabolo-Change-Set", done.changeSet().toString())
                        .body(json(done));
            case Booking.Taken _ -> throw new BadInput("starts_at", "meeting.fault.taken");
        };
    }

    private static Map<String, @Nullable Object> json(Booking.Done done) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("meeting_id", done.meeting().toString());
        body.put("owner_id", done.host().toString());
        body.put("starts_at", done.start().toString());
        body.put("handoff_id", done.handoff() == null ? null : done.handoff().toString());
        body.put("missing_answers", done.missing());
        return body;
    }
}
