package io.diabolo.notifications;

import io.diabolo.notifications.Notifications.Cursor;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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

/** A member's notifications, and where they want them. */
@Controller
class NotificationController {
    private static final int SHOWN = 50;
    private final Notifications notifications;
    private final Preferences preferences;

    NotificationController(Notifications notifications, Preferences preferences) {
        this.notifications = notifications;
        this.preferences = preferences;
    }

    /** @param next where the next page is, or empty */
    record ListPage(List<Notification> notifications, String next) {
        boolean hasUnread() {
            return notifications.stream().anyMatch(one -> !one.isRead());
        }
    }

    record SettingsPage(
            Map<NotificationKind, String> chosen,
            List<String> channels,
            String from,
            String to,
            Map<String, String> faults) {
        /** Whether nothing but the page reaches the member. */
        boolean pageOnly() {
            return channels.size() == 2;
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
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

    @GetMapping("/notifications/settings")
    ModelAndView settings(Ui ui) {
        var quiet = preferences.quiet(ui.me().member());
        var page = new SettingsPage(
                preferences.of(ui.me().member()),
                preferences.offered(ui.me().member()),
                quiet == null ? "" : quiet.from().toString(),
                quiet == null ? "" : quiet.to().toString(),
                Map.of());
        return new ModelAndView("notifications/settings", Map.of("page", page));
    }

    @PostMapping("/notifications/settings")
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        var wanted = new EnumMap<NotificationKind, String>(NotificationKind.class);
        for (var kind : NotificationKind.values()) {
            wanted.put(kind, form.getOrDefault(kind.id(), Preferences.PAGE));
        }
        try {
            preferences.change(wanted, time(form, "quiet_from"), time(form, "quiet_to"), ui.me());
            ui.flash("notification.settings.saved");
            return seeOther("/notifications/settings");
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults().forEach(fault -> faults.put(fault.field(), ui.t(fault.key())));
            var page = new SettingsPage(
                    wanted,
                    preferences.offered(ui.me().member()),
                    form.getOrDefault("quiet_from", ""),
                    form.getOrDefault("quiet_to", ""),
                    faults);
            return new ModelAndView("notifications/settings", Map.of("page", page), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    static @Nullable LocalTime time(Map<String, String> form, String name) {
        var text = form.getOrDefault(name, "");
        try {
            return text.isBlank() ? null : LocalTime.parse(text).withSecond(0).withNano(0);
        } catch (DateTimeException _) {
            throw new BadInput("quiet_to", "notification.fault.quiet");
        }
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

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
