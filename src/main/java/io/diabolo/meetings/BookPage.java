package io.diabolo.meetings;

import io.diabolo.meetings.Agenda.Day;
import java.util.List;
import java.util.Map;

/**
 * All that the public page of a host shows, and the page on which a guest puts a meeting to another time.
 *
 * @param path where it stands; times and zones are asked of it
 * @param at the beginning that was chosen, as it goes through the form; empty as long as none is
 * @param chosen the same as people read it
 * @param taken whether somebody was first
 * @param moves whether it is for a meeting that is booked already
 */
record BookPage(
        String path,
        MeetingKind kind,
        String host,
        int minutes,
        String zone,
        List<String> zones,
        List<Day> days,
        String earlier,
        String later,
        String at,
        String chosen,
        boolean taken,
        boolean moves,
        Map<String, String> typed,
        Map<String, String> faults) {
    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    boolean isChosen() {
        return !at.isEmpty();
    }

    /** The page of a beginning, from which one can also come back. */
    String slot(String iso) {
        return path + "?zone=" + encoded(zone) + "&at=" + encoded(iso);
    }

    String from(String day) {
        return path + "?zone=" + encoded(zone) + "&from=" + day;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
