package io.diabolo.notifications;

import io.diabolo.notifications.DigestSetting.Rhythm;
import io.diabolo.platform.BadInput;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a form or the API says of settings, read. */
final class NotificationInput {
    static final String RHYTHM = "digest_rhythm";
    static final String WEEKDAY = "digest_weekday";
    static final String AT = "digest_at";
    static final String AGENDA = "digest_agenda";

    private NotificationInput() {}

    static @Nullable LocalTime time(Map<String, String> form, String name) {
        return time(form.getOrDefault(name, ""), "quiet_to", "notification.fault.quiet");
    }

    private static @Nullable LocalTime time(String text, String field, String fault) {
        try {
            return text.isBlank() ? null : LocalTime.parse(text).withSecond(0).withNano(0);
        } catch (DateTimeException _) {
            throw new BadInput(field, fault);
        }
    }

    static DigestSetting digest(Map<String, String> form) {
        var rhythm = Rhythm.named(form.getOrDefault(RHYTHM, ""));
        if (rhythm == null) {
            throw new BadInput(RHYTHM, "notification.fault.rhythm");
        }
        var weekday = form.getOrDefault(WEEKDAY, "1");
        if (!weekday.matches("[1-7]")) {
            throw new BadInput(WEEKDAY, "notification.fault.weekday");
        }
        return new DigestSetting(
                rhythm,
                DayOfWeek.of(Integer.parseInt(weekday)),
                time(form.getOrDefault(AT, ""), AT, "notification.fault.at"),
                form.getOrDefault(AGENDA, "").equals("true"));
    }

    /** The same for a form. */
    static Map<String, String> text(DigestSetting digest) {
        return Map.of(
                RHYTHM, digest.rhythm().id(),
                WEEKDAY, String.valueOf(digest.weekday().getValue()),
                AT, Objects.toString(digest.at(), ""),
                AGENDA, String.valueOf(digest.agenda()));
    }
}
