package io.diabolo.usage;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Usage in the API: events come in by batches or as a file, and what they come to goes out. */
@RestController
class UsageApiController {
    private static final String USAGE = "/api/v1/usage";
    private final UsageIntake intake;
    private final UsageFiles files;
    private final UsageReport report;

    UsageApiController(UsageIntake intake, UsageFiles files, UsageReport report) {
        this.intake = intake;
        this.files = files;
        this.report = report;
    }

    /** @param events each with company, external_id or domain; feature; and, if they differ from the usual, count, at, id */
    record Batch(@Nullable List<@Nullable Map<String, @Nullable Object>> events) {}

    @PostMapping(path = USAGE, consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> take(@RequestBody Batch batch, Ui ui) {
        var events = batch.events();
        if (events == null || events.isEmpty()) {
            throw new BadInput("events", "usage.fault.none");
        }
        List<Map<String, @Nullable Object>> all =
                events.stream().map(UsageApiController::there).toList();
        return json(intake.take(all, ui.me()));
    }

    private static Map<String, @Nullable Object> there(@Nullable Map<String, @Nullable Object> event) {
        return event == null ? new LinkedHashMap<>() : event;
    }

    @PostMapping(path = USAGE, consumes = "text/csv")
    Map<String, Object> takeFile(@RequestBody String text, Ui ui) {
        return json(files.take(text, ui.me()));
    }

    private static Map<String, Object> json(UsageReceipt receipt) {
        var body = new LinkedHashMap<String, Object>(receipt.byId());
        body.put(
                "items",
                receipt.answers().stream().map(UsageApiController::json).toList());
        return body;
    }

    private static Map<String, Object> json(UsageReceipt.Answer answer) {
        var body = new LinkedHashMap<String, Object>();
        body.put("place", answer.place());
        body.put("id", answer.id());
        body.put("state", answer.state().id());
        body.put("field", answer.field());
        return body;
    }

    @GetMapping(USAGE)
    Map<String, Object> show(
            @RequestParam(required = false) @Nullable String company,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Ui ui) {
        if (company == null || company.isEmpty()) {
            return Map.of(
                    "items",
                    report.companies("", ui.me()).stream()
                            .map(UsageApiController::json)
                            .toList());
        }
        var last = day("to", to, ui.today());
        var days = report.days(id(company), day("from", from, last.minusDays(UsageReport.DAYS - 1L)), last, ui.me());
        return Map.of("items", days.stream().map(UsageApiController::json).toList());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput("company", "usage.fault.company");
        }
    }

    private static LocalDate day(String field, String text, LocalDate usual) {
        try {
            var day = text.isEmpty() ? usual : LocalDate.parse(text);
            if (day.getYear() >= 1990 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException _) {
            // Said below, as for one that is out of all reach.
        }
        throw new BadInput(field, "usage.fault.day");
    }

    private static Map<String, @Nullable Object> json(UsageReport.Line line) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("company", String.valueOf(line.company()));
        body.put("name", line.name());
        body.put("active_days", line.active());
        body.put("features", line.features());
        body.put("count", line.count());
        body.put("before", line.before());
        body.put("trend", line.trend());
        return body;
    }

    private static Map<String, Object> json(UsageReport.Day day) {
        var body = new LinkedHashMap<String, Object>();
        body.put("day", day.day().toString());
        body.put("feature", day.feature());
        body.put("count", day.count());
        return body;
    }
}
