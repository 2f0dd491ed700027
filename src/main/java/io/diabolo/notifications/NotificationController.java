package io.diabolo.notifications;

import io.diabolo.notifications.Notifications.Cursor;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A member's notifications. */
@Controller
class NotificationController {
    private static final int SHOWN = 50;
    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    /** @param next where the next page is, or empty */
    record ListPage(List<Notification> notifications, String next) {
        boolean hasUnread() {
            return notifications.stream().anyMatch(one -> !one.isRead());
        }
    }

    @GetMapping("/notifications")
    ModelAndView list(@RequestParam(defaultValue = "") String after, Ui ui) {
        var all = notifications.list(ui.me(), cursor(after), SHOWN + 1);
        var more = all.size() > SHOWN;
        var shown = more ? all.subList(0, SHOWN) : all;
        var next = more ? "/notifications?after=" + cursor(shown.getLast()) : "";
        return new ModelAndView("notifications/notifications", Map.of("page", new ListPage(shown, next)));
    }

    /** The bell alone, which looks again by itself. */
    @GetMapping("/notifications/bell")
    ModelAndView bell() {
        return new ModelAndView("web/bell");
    }

    /** Read, and off to what it is about. */
    @PostMapping("/notifications/{id}/reading")
    ModelAndView read(@PathVariable UUID id, Ui ui) {
        return seeOther(notifications.read(id, ui.me()));
    }

    @PostMapping("/notifications/readings")
    ModelAndView readAll(Ui ui) {
        notifications.readAll(ui.me());
        return seeOther("/notifications");
    }

    static String cursor(Notification last) {
        return (last.isRead() ? "r_" : "u_") + last.at() + "_" + last.id();
    }

    /** Null when it is none. */
    static @Nullable Cursor cursor(String text) {
        var parts = text.split("_", 3);
        try {
            return parts.length == 3
                    ? new Cursor(parts[0].equals("r"), Instant.parse(parts[1]), UUID.fromString(parts[2]))
                    : null;
        } catch (DateTimeException | IllegalArgumentException _) {
            return null;
        }
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
