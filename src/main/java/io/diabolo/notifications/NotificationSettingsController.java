package io.diabolo.notifications;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a member wants to be told what, and when the digest comes. A mail leads here; nothing changes until it is saved. */
@Controller
class NotificationSettingsController {
    private static final String PATH = "/notifications/settings";
    private final Preferences preferences;
    private final Digests digests;
    private final DigestPreview preview;

    NotificationSettingsController(Preferences preferences, Digests digests, DigestPreview preview) {
        this.preferences = preferences;
        this.digests = digests;
        this.preview = preview;
    }

    @GetMapping(PATH)
    ModelAndView show(Ui ui) {
        var quiet = preferences.quiet(ui.me().member());
        var digest = digests.of(ui.me().member());
        var typed = new HashMap<>(NotificationInput.text(digest));
        typed.put("quiet_from", quiet == null ? "" : quiet.from().toString());
        typed.put("quiet_to", quiet == null ? "" : quiet.to().toString());
        return page(preferences.of(ui.me().member()), typed, Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping(PATH)
    ModelAndView change(@RequestParam Map<String, String> form, Ui ui) {
        var wanted = new EnumMap<NotificationKind, String>(NotificationKind.class);
        for (var kind : NotificationKind.values()) {
            wanted.put(kind, form.getOrDefault(kind.id(), Preferences.PAGE));
        }
        try {
            preferences.change(
                    wanted,
                    NotificationInput.time(form, "quiet_from"),
                    NotificationInput.time(form, "quiet_to"),
                    form.containsKey(NotificationInput.RHYTHM) ? NotificationInput.digest(form) : null,
                    ui.me());
            ui.flash("notification.settings.saved");
            return NotificationController.seeOther(PATH);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults().forEach(fault -> faults.put(fault.field(), ui.t(fault.key())));
            return page(wanted, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private ModelAndView page(
            Map<NotificationKind, String> chosen,
            Map<String, String> typed,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        var me = ui.me().member();
        var channels = preferences.offered(me);
        var mailed = channels.contains(Preferences.DIGEST);
        var page = new SettingsPage(
                chosen,
                channels,
                typed,
                faults,
                mailed ? preview.of(ui) : null,
                mailed ? ui.moment(digests.next(me, ui.now())) : "");
        return new ModelAndView("notifications/settings", Map.of("page", page), status);
    }
}
