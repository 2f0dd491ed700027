package io.diabolo.meetings;

import io.diabolo.meetings.BookPages.Asked;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page on which visitors book a meeting: pick an hour, say who they are. It needs no script. */
@Controller
class BookController {
    /** People don't see it; what fills it in is a machine. */
    private static final String TRAP = "website";

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]{2,}");
    private static final int LONGEST = 200;

    private final Visitors visitors;
    private final BookPages pages;

    BookController(Visitors visitors, BookPages pages) {
        this.visitors = visitors;
        this.pages = pages;
    }

    @GetMapping("/book/{key}")
    ModelAndView show(@PathVariable String key, @RequestParam Map<String, String> parameters, Ui ui) {
        return page(key, parameters, false, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/book/{key}")
    ModelAndView book(
            @PathVariable String key, @RequestParam Map<String, String> form, HttpServletRequest request, Ui ui) {
        var at = BookPages.instant(form.get("at"));
        var faults = faults(form, ui);
        if (at == null || !faults.isEmpty()) {
            return page(key, form, at == null, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
        try {
            return switch (visitors.book(key, guest(form, at, ui), request.getRemoteAddr())) {
                case Visitors.Answer.Done done -> seeOther("/booked/" + done.key());
                case Visitors.Answer.Taken _ -> page(key, form, true, form, Map.of(), HttpStatus.CONFLICT, ui);
                case Visitors.Answer.TooOften _ ->
                    page(key, form, false, form, Map.of("", ui.t("book.often")), HttpStatus.TOO_MANY_REQUESTS, ui);
            };
        } catch (BadInput bad) {
            return page(key, form, false, form, said(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private ModelAndView page(
            String key,
            Map<String, String> asked,
            boolean taken,
            Map<String, String> typed,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        var wanted = Asked.of(asked, ui.zone());
        var offered = visitors.offered(key, wanted.from(), wanted.zone(), ui.now());
        return pages.page(offered, wanted, "/book/" + key, false, taken, typed, faults, status, ui);
    }

    private static Map<String, String> faults(Map<String, String> form, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        if (!form.getOrDefault(TRAP, "").isBlank()) {
            faults.put("", ui.t("book.trap"));
        }
        if (form.getOrDefault("last_name", "").isBlank()) {
            faults.put("last_name", ui.t("book.fault.name"));
        }
        if (!EMAIL.matcher(form.getOrDefault("email", "").strip()).matches()) {
            faults.put("email", ui.t("book.fault.email"));
        }
        for (var name : new String[] {"first_name", "last_name", "email", "phone", "company"}) {
            if (form.getOrDefault(name, "").length() > LONGEST) {
                faults.putIfAbsent(name, ui.t("problem.field.too-long", LONGEST));
            }
        }
        if (form.getOrDefault("notes", "").length() > Meetings.LONGEST) {
            faults.put("notes", ui.t("problem.field.too-long", Meetings.LONGEST));
        }
        if (form.values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            faults.put("", ui.t("problem.field.text"));
        }
        return faults;
    }

    private static Guest guest(Map<String, String> form, Instant at, Ui ui) {
        return new Guest(
                form.getOrDefault("first_name", "").strip(),
                form.getOrDefault("last_name", "").strip(),
                form.getOrDefault("email", "").strip().toLowerCase(java.util.Locale.ROOT),
                form.getOrDefault("phone", "").strip(),
                form.getOrDefault("company", "").strip(),
                form.getOrDefault("notes", ""),
                BookPages.zone(form.get("zone"), ui.zone()),
                at);
    }

    static Map<String, String> said(BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> faults.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
