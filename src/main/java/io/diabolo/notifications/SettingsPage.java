package io.diabolo.notifications;

import io.diabolo.web.Ui;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that the settings of notifications show.
 *
 * @param digest what the next one would say now; null where no mail reaches the member
 * @param next when it leaves, in words
 */
record SettingsPage(
        Map<NotificationKind, String> chosen,
        List<String> channels,
        Map<String, String> typed,
        Map<String, String> faults,
        @Nullable Digest digest,
        String next) {
    /** Whether nothing but the page reaches the member. */
    boolean pageOnly() {
        return channels.size() == 2;
    }

    /** The kinds by what belongs together. */
    Map<NotificationGroup, List<NotificationKind>> groups() {
        var all = new LinkedHashMap<NotificationGroup, List<NotificationKind>>();
        for (var group : NotificationGroup.values()) {
            all.put(
                    group,
                    Arrays.stream(NotificationKind.values())
                            .filter(kind -> NotificationGroup.of(kind) == group)
                            .toList());
        }
        return all;
    }

    /** Monday to Sunday. */
    static List<String> weekdays() {
        return IntStream.rangeClosed(1, 7).mapToObj(String::valueOf).toList();
    }

    static String weekday(String number, Ui ui) {
        return DayOfWeek.of(Integer.parseInt(number)).getDisplayName(TextStyle.FULL_STANDALONE, ui.locale());
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }
}
