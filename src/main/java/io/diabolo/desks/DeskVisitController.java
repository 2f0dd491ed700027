package io.diabolo.desks;

import io.diabolo.web.Ui;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** That a member saw their desk, told by the page itself. */
@RestController
class DeskVisitController {
    private final DeskVisits visits;

    DeskVisitController(DeskVisits visits) {
        this.visits = visits;
    }

    @PostMapping("/desk/visits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void create(Ui ui) {
        visits.note(ui.me());
    }
}
