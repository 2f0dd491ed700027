package io.diabolo.usage;

import io.diabolo.directory.RecordAbove;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordRow;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The values of a metric, drawn and typed; the same in the API. */
@Controller
class ValueController {
    private static final String MEASURES = "/value-metrics/{id:[0-9a-fA-F-]{36}}/measures";
    private static final String API = "/api/v1/value-metrics/{id}/measures";
    private final ValueMeasures measures;

    ValueController(ValueMeasures measures) {
        this.measures = measures;
    }

    /** What is typed and sent; {@code drawing} is null until there are two values. */
    record Page(
            ValueMeasures.Course course,
            @Nullable ValueDrawing drawing,
            LocalDate today,
            Map<String, String> typed,
            Map<String, String> faults,
            Ui ui) {
        String path() {
            return "/value-metrics/" + course.metric().getId() + "/measures";
        }

        String value(String name, String usual) {
            return typed.getOrDefault(name, usual);
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String number(@Nullable BigDecimal value) {
            var unit = course.metric().getUnit();
            return value == null
                    ? "–"
                    : ui.number(value.stripTrailingZeros()) + (unit.isEmpty() ? "" : "\u00A0" + unit);
        }

        String reached() {
            var reached = course.metric().getReached();
            return reached == null ? "–" : ui.percent(reached.doubleValue() / 100, 0);
        }

        List<ValueMeasures.Measure> newest() {
            return course.measures().reversed();
        }
    }

    @GetMapping(MEASURES)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var course = measures.of(id, ui.me());
        return new ModelAndView(
                "usage/measures",
                Map.of("page", new Page(course, ValueDrawing.of(course), ui.today(), typed, faults, ui)),
                status);
    }

    @PostMapping(MEASURES)
    ModelAndView measure(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            measures.measure(id, day(form.get("day")), value(form.get("value")), "typed", ui.me());
            var view = new RedirectView("/value-metrics/" + id + "/measures");
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var faults = new HashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(id, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(MEASURES + "/file")
    ModelAndView upload(
            @PathVariable UUID id, @RequestParam(name = "file", required = false) @Nullable MultipartFile file, Ui ui)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) {
                throw new BadInput("file", "value.fault.file");
            }
            take(id, new String(file.getBytes(), StandardCharsets.UTF_8), ui);
            var view = new RedirectView("/value-metrics/" + id + "/measures");
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            var words = ui.t(fault.key(), fault.args().toArray());
            return page(id, Map.of(), Map.of("file", words), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private UUID take(UUID id, String text, Ui ui) {
        return measures.measureAll(id, ValueFile.read(text), "file", ui.me());
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException _) {
            throw new BadInput("day", "value.fault.day");
        }
    }

    /** As people write it, with a comma or a point. */
    static @Nullable BigDecimal value(@Nullable String text) {
        var plain =
                text == null ? "" : text.replaceAll("[\\s\\u00A0\\u202F]", "").replace(',', '.');
        return plain.matches("-?[0-9]{1,15}(\\.[0-9]{1,4})?") ? new BigDecimal(plain) : null;
    }

    @GetMapping(API)
    ResponseEntity<Map<String, Object>> list(@PathVariable UUID id, Ui ui) {
        return ResponseEntity.ok(json(id, ui));
    }

    private Map<String, Object> json(UUID id, Ui ui) {
        var items = measures.of(id, ui.me()).measures().stream()
                .map(one -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("day", one.day().toString());
                    body.put("value", one.value());
                    body.put("source", one.source());
                    return body;
                })
                .toList();
        return Map.of("items", items);
    }

    /** @param day null: today */
    record Measured(@Nullable String day, @Nullable BigDecimal value) {}

    @PostMapping(path = API, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> send(@PathVariable UUID id, @RequestBody Measured measured, Ui ui) {
        return created(id, measures.measure(id, day(measured.day()), measured.value(), "api", ui.me()), ui);
    }

    @PostMapping(path = API, consumes = "text/csv")
    ResponseEntity<Map<String, Object>> sendFile(@PathVariable UUID id, @RequestBody String text, Ui ui) {
        return created(id, take(id, text, ui), ui);
    }

    private ResponseEntity<Map<String, Object>> created(UUID id, UUID changeSet, Ui ui) {
        return ResponseEntity.created(URI.create("/api/v1/value-metrics/" + id + "/measures"))
                .header("Diabolo-Change-Set", changeSet.toString())
                .body(json(id, ui));
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry valueMetricsEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 51, "/value-metrics", "record.value_metric.many");
        }
    }

    /** The top of a metric's page. */
    @Component
    static class ValueAbove implements RecordAbove {
        @Override
        public String type() {
            return "value_metric";
        }

        @Override
        public @Nullable Top of(RecordRow row, Ui ui) {
            return null;
        }

        @Override
        public List<Action> actions(RecordRow row, Ui ui) {
            return List.of(new Action(ui.t("value.measures"), "/value-metrics/" + row.id() + "/measures", true));
        }
    }
}
