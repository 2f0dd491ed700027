package io.diabolo.reports;

import io.diabolo.records.ListAddress;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports in the API: the same questions, the same rights, the same figures as on the page. */
@RestController
class ReportApiController {
    private static final String ONE = "/api/v1/reports/{id}";
    private final Reports reports;
    private final SavedReports saved;
    private final RecordTypes types;

    ReportApiController(Reports reports, SavedReports saved, RecordTypes types) {
        this.reports = reports;
        this.saved = saved;
        this.types = types;
    }

    /**
     * What a report is to ask.
     *
     * @param of the record type, as its addresses name it
     * @param query the parameters of the report's page: by, across, measure, look and the list's filters
     */
    record Wanted(
            @Nullable String name,
            @Nullable String of,
            @Nullable String query,
            @Nullable Boolean shared) {
        String ofText() {
            return of == null ? "" : of;
        }

        String queryText() {
            return query == null ? "" : query;
        }

        String nameText() {
            return name == null ? "" : name;
        }
    }

    @GetMapping("/api/v1/report-results")
    Map<String, @Nullable Object> results(@RequestParam MultiValueMap<String, String> asked, Ui ui) {
        var of = asked.getFirst("of");
        var query = reports.read(of == null ? "" : of, asked, ui.me());
        return ReportJson.of(query, reports.of(query, ui.me()));
    }

    @GetMapping("/api/v1/reports")
    Map<String, Object> list(Ui ui) {
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "items",
                saved.list(ui.me()).stream()
                        .map(report -> ReportJson.of(report, plural(report)))
                        .toList());
        return body;
    }

    private String plural(SavedReport report) {
        return types.byId(report.type()).map(RecordType::plural).orElse(report.type());
    }

    @GetMapping(ONE)
    Map<String, @Nullable Object> get(@PathVariable UUID id, Ui ui) {
        var report = saved.get(id, ui.me());
        return ReportJson.of(report, plural(report));
    }

    @GetMapping(ONE + "/results")
    Map<String, @Nullable Object> answer(@PathVariable UUID id, Ui ui) {
        var report = saved.get(id, ui.me());
        var query = reports.read(plural(report), ListAddress.read(report.query()), ui.me());
        return ReportJson.of(query, reports.of(query, ui.me()));
    }

    @PostMapping("/api/v1/reports")
    ResponseEntity<Map<String, @Nullable Object>> keep(@RequestBody Wanted wanted, Ui ui) {
        var query = reports.read(wanted.ofText(), ListAddress.read(wanted.queryText()), ui.me());
        var id = saved.keep(query, wanted.nameText(), Boolean.TRUE.equals(wanted.shared()), ui.me());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/reports/" + id)
                .body(get(id, ui));
    }

    /** What isn't given stays. */
    @PutMapping(ONE)
    Map<String, @Nullable Object> change(@PathVariable UUID id, @RequestBody Wanted wanted, Ui ui) {
        var report = saved.get(id, ui.me());
        var query = reports.read(
                plural(report),
                ListAddress.read(wanted.query() == null ? report.query() : wanted.queryText()),
                ui.me());
        saved.change(
                id,
                query,
                wanted.name() == null ? report.name() : wanted.nameText(),
                wanted.shared() == null ? report.shared() : Boolean.TRUE.equals(wanted.shared()),
                ui.me());
        return get(id, ui);
    }

    @DeleteMapping(ONE)
    ResponseEntity<Void> drop(@PathVariable UUID id, Ui ui) {
        saved.drop(id, ui.me());
        return ResponseEntity.noContent().build();
    }

    /** @param every week, month, or null: no more */
    record Rhythm(@Nullable String every) {}

    @PutMapping(ONE + "/subscription")
    Map<String, @Nullable Object> subscribe(@PathVariable UUID id, @RequestBody Rhythm rhythm, Ui ui) {
        var every = rhythm.every();
        saved.subscribe(id, every == null ? "" : every, ui.me());
        return get(id, ui);
    }
}
