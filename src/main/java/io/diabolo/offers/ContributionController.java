package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What sales engineer and operations add to a quote, on the page on which they write it. */
@Controller
class ContributionController {
    private static final String PAGE = QuoteController.QUOTE + "/contributions/{role:se|ops}";

    private final Quotes quotes;
    private final Contributions contributions;
    private final ObjectProvider<DeliveryLoad> load;
    private final Files files;

    ContributionController(Quotes quotes, Contributions contributions, ObjectProvider<DeliveryLoad> load, Files files) {
        this.quotes = quotes;
        this.contributions = contributions;
        this.load = load;
        this.files = files;
    }

    /** @param months what those who deliver have on; empty for a sales engineer */
    record Page(
            Quote quote,
            Contributions.Part part,
            Map<String, String> typed,
            Map<String, String> faults,
            List<DeliveryLoad.Month> months) {
        String path() {
            return "/quotes/" + quote.id() + "/contributions/" + part.role();
        }

        boolean isOperations() {
            return part.role().equals(Contribution.OPERATIONS);
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping(PAGE)
    ModelAndView show(@PathVariable UUID id, @PathVariable String role, Ui ui) {
        return page(id, role, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, String role, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var quote = quotes.get(id, ui.me());
        var part = part(quote, role, ui);
        var months = role.equals(Contribution.OPERATIONS)
                ? load.stream().flatMap(one -> one.months(ui.me()).stream()).toList()
                : List.<DeliveryLoad.Month>of();
        var page = new Page(quote, part, typed.isEmpty() ? form(part.given()) : typed, faults, months);
        return new ModelAndView("offers/contribution", Map.of("page", page), status);
    }

    private Contributions.Part part(Quote quote, String role, Ui ui) {
        return contributions.of(quote, ui.me()).stream()
                .filter(part -> part.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("contribution", role));
    }

    private static Map<String, String> form(@Nullable Contribution given) {
        if (given == null) {
            return Map.of();
        }
        var form = new HashMap<String, String>();
        var feasible = given.feasible();
        form.put("words", given.words());
        form.put("shown", String.valueOf(given.shown()));
        form.put("feasible", feasible == null ? "" : feasible.id());
        form.put("start_on", Objects.toString(given.startOn(), ""));
        form.put("done_on", Objects.toString(given.doneOn(), ""));
        return form;
    }

    @PostMapping(PAGE)
    ModelAndView give(
            @PathVariable UUID id,
            @PathVariable String role,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Ui ui) {
        try {
            var changeSet = contributions.give(quotes.get(id, ui.me()), giving(role, form, upload(file)), ui.me());
            ui.flash(Flash.of("contribution.given").undoneBy("/changes/" + changeSet + "/reversal"));
            return QuoteController.seeOther("/quotes/" + id + "/contributions/" + role);
        } catch (BadInput bad) {
            var typed = new HashMap<>(form);
            typed.putIfAbsent("shown", "false");
            var faults = QuoteController.said(bad.faults(), ui);
            return page(id, role, typed, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static Giving.@Nullable Upload upload(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        try (var in = file.getInputStream()) {
            return new Giving.Upload(
                    SendingController.name(file.getOriginalFilename()),
                    SendingController.type(file.getContentType()),
                    in.readNBytes(Contributions.MOST_BYTES + 1));
        } catch (IOException _) {
            throw new BadInput("file", "quote.fault.file", Contributions.MOST_BYTES / 1_000_000);
        }
    }

    static Giving giving(String role, Map<String, String> form, Giving.@Nullable Upload file) {
        var operations = role.equals(Contribution.OPERATIONS);
        return new Giving(
                role,
                Input.words(form.getOrDefault("words", ""), Contributions.LONGEST),
                file,
                "true".equals(form.get("without_file")),
                "true".equals(form.get("shown")),
                operations ? Contribution.Feasible.named(form.get("feasible")) : null,
                operations ? day(form, "start_on") : null,
                operations ? day(form, "done_on") : null);
    }

    private static @Nullable LocalDate day(Map<String, String> form, String name) {
        var typed = form.getOrDefault(name, "").strip();
        if (typed.isEmpty()) {
            return null;
        }
        try {
            var day = LocalDate.parse(typed);
            if (day.getYear() >= 2000 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadInput(name, "quote.fault.day");
    }

    /** The file that came with it. */
    @GetMapping(PAGE + "/file")
    void file(@PathVariable UUID id, @PathVariable String role, Ui ui, HttpServletResponse response)
            throws IOException {
        var given = part(quotes.get(id, ui.me()), role, ui).given();
        var file = given == null ? null : given.fileId();
        if (file == null) {
            throw new NoSuchRecord("file", role);
        }
        FileAnswer.write(files.find(file), files, response);
    }
}
