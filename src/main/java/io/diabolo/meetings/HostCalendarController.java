package io.diabolo.meetings;

import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Meetings in the calendar that a host keeps elsewhere: one as a file, or all of their own by a secret address. */
@Controller
class HostCalendarController {
    private static final String TYPE = "text/calendar; charset=utf-8";
    private final CalendarShares shares;
    private final CalendarAddress address;
    private final HostCalendar calendar;
    private final Records records;
    private final MeetingType type;

    HostCalendarController(
            CalendarShares shares, CalendarAddress address, HostCalendar calendar, Records records, MeetingType type) {
        this.shares = shares;
        this.address = address;
        this.calendar = calendar;
        this.records = records;
        this.type = type;
    }

    @GetMapping("/meetings/{id}/calendar")
    ResponseEntity<String> one(@PathVariable UUID id, Ui ui) {
        records.get(type, id, ui.me());
        return ResponseEntity.ok()
                .header("Content-Type", TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + ui.t("meeting.calendar.file") + "\"")
                .body(calendar.one(id));
    }

    /** Reading changes nothing; who has the address needs no more. */
    @GetMapping("/calendars/{key}")
    ResponseEntity<String> all(@PathVariable String key) {
        return ResponseEntity.ok()
                .header("Content-Type", TYPE)
                .cacheControl(CacheControl.noStore())
                .body(shares.read(key));
    }

    @PostMapping("/api/v1/availability/calendar")
    ResponseEntity<Map<String, Object>> open(Ui ui) {
        var body = new LinkedHashMap<String, Object>();
        body.put("address", address.of(shares.open(ui.me())));
        return ResponseEntity.status(HttpStatus.CREATED).body(body);
    }

    @DeleteMapping("/api/v1/availability/calendar")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Ui ui) {
        shares.close(ui.me());
    }
}
