package io.diabolo.meetings;

import io.diabolo.meetings.BookPages.Asked;
import io.diabolo.meetings.Doors.Booked;
import io.diabolo.meetings.Meetings.Changed;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A meeting as its guest finds it by the link: confirmed, to be moved or called off. Reading changes nothing. */
@Controller
class BookedController {
    private final Visitors visitors;
    private final BookPages pages;
    private final Agenda agenda;

    BookedController(Visitors visitors, BookPages pages, Agenda agenda) {
        this.visitors = visitors;
        this.pages = pages;
        this.agenda = agenda;
    }

    /** @param when day and time, as the guest reads it */
    record BookedPage(String path, Booked booked, String when, boolean open, String fault) {}

    @GetMapping("/booked/{key}")
    ModelAndView show(@PathVariable String key, Ui ui) {
        return page(key, "", HttpStatus.OK, ui);
    }

    @GetMapping("/booked/{key}/times")
    ModelAndView times(@PathVariable String key, @RequestParam Map<String, String> parameters, Ui ui) {
        return times(key, parameters, false, HttpStatus.OK, ui);
    }

    @PostMapping("/booked/{key}/times")
    ModelAndView move(
            @PathVariable String key, @RequestParam Map<String, String> form, HttpServletRequest request, Ui ui) {
        var at = BookPages.instant(form.get("at"));
        if (at == null) {
            return times(key, form, false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
        try {
            return switch (visitors.move(key, at, request.getRemoteAddr())) {
                case Changed.Done _, Changed.Unchanged _ -> BookController.seeOther("/booked/" + key);
                case Changed.Taken _ -> times(key, form, true, HttpStatus.CONFLICT, ui);
                case Changed.Over _ -> page(key, "", HttpStatus.CONFLICT, ui);
            };
        } catch (BadInput bad) {
            return refused(key, bad, ui);
        }
    }

    @PostMapping("/booked/{key}/cancellation")
    ModelAndView cancel(
            @PathVariable String key, @RequestParam Map<String, String> form, HttpServletRequest request, Ui ui) {
        try {
            return switch (visitors.cancel(key, form.get("why"), request.getRemoteAddr())) {
                case Changed.Done _, Changed.Unchanged _ -> BookController.seeOther("/booked/" + key);
                case Changed.Taken _, Changed.Over _ -> page(key, "", HttpStatus.CONFLICT, ui);
            };
        } catch (BadInput bad) {
            return refused(key, bad, ui);
        }
    }

    private ModelAndView refused(String key, BadInput bad, Ui ui) {
        var said = BookController.said(bad, ui).values().iterator().next();
        return page(key, said, HttpStatus.UNPROCESSABLE_CONTENT, ui);
    }

    private ModelAndView page(String key, String fault, HttpStatus status, Ui ui) {
        var booked = visitors.booked(key);
        var page = new BookedPage(
                "/booked/" + key,
                booked,
                agenda.moment(booked.start(), booked.zone(), ui.locale()),
                booked.isOpen(ui.now()),
                fault);
        return new ModelAndView("meetings/booked", Map.of("page", page), status);
    }

    private ModelAndView times(String key, Map<String, String> parameters, boolean taken, HttpStatus status, Ui ui) {
        var booked = visitors.booked(key);
        if (!booked.isOpen(ui.now())) {
            return page(key, "", HttpStatus.CONFLICT, ui);
        }
        var asked = Asked.of(parameters, booked.zone());
        var offered = visitors.others(key, asked.from(), asked.zone(), ui.now());
        return pages.page(offered, asked, "/booked/" + key + "/times", true, taken, parameters, Map.of(), status, ui);
    }
}
