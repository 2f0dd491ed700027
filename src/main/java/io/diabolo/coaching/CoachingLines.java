package io.diabolo.coaching;

import io.diabolo.queues.DeskLines;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of a manager: whom they haven't talked to for a month, and what was agreed and is late. */
@Component
@Order(20)
class CoachingLines implements DeskLines {
    private static final int DAYS = 30;
    private final CoachingPages pages;

    CoachingLines(CoachingPages pages) {
        this.pages = pages;
    }

    @Override
    public List<Line> of(String desk, Ui ui) {
        if (!desk.equals("manager")) {
            return List.of();
        }
        var led = pages.led(ui.me(), ui);
        var since = ui.today().minusDays(DAYS);
        var waiting = led.stream()
                .filter(one -> one.last() == null || one.last().isBefore(since))
                .count();
        var late = led.stream().mapToInt(CoachingPage.Led::late).sum();
        return led.isEmpty()
                ? List.of()
                : List.of(
                        new Line(ui.t("coaching.title"), ui.t("coaching.line", waiting, late), late > 0, "/coaching"));
    }
}
