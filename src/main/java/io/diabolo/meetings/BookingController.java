package io.diabolo.meetings;

import io.diabolo.meetings.BookingPages.Typed;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A member books a meeting: for a lead, a person, a company or an opportunity, with somebody who is free. */
@Controller
class BookingController {
    private final Meetings meetings;
    private final BookingPages pages;

    BookingController(Meetings meetings, BookingPages pages) {
        this.meetings = meetings;
        this.pages = pages;
    }

    @GetMapping("/bookings/new")
    ModelAndView form(@RequestParam Map<String, String> asked, Ui ui) {
        return pages.page(new Typed(asked), false, Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/bookings")
    ModelAndView book(@RequestParam Map<String, String> form, Ui ui) {
        var typed = new Typed(form);
        try {
            return switch (meetings.book(typed.wish(), ui.me())) {
                case Booking.Done done -> {
                    ui.flash(Flash.of(said(done), pages.moment(done.start(), ui), done.missing())
                            .undoneBy("/changes/" + done.changeSet() + "/reversal"));
                    yield BookController.seeOther("/meetings/" + done.meeting());
                }
                case Booking.Taken _ -> pages.page(typed, true, Map.of(), HttpStatus.CONFLICT, ui);
            };
        } catch (BadInput bad) {
            return pages.page(typed, false, BookController.said(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static String said(Booking.Done done) {
        if (done.handoff() != null) {
            return "booking.done.handed";
        }
        return done.missing() > 0 ? "booking.done.missing" : "booking.done";
    }
}
