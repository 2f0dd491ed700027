package io.diabolo.meetings;

import io.diabolo.platform.MemberId;
import java.time.Duration;
import java.util.Map;

/**
 * How a member can be booked: beside the hours worked, how much warning they need, and what lies between two meetings.
 *
 * @param lengths minutes by the id of a kind, where they aren't the usual ones
 * @param place where the host is met: a number, or the address of a video room; may be empty
 */
record Availability(
        MemberId member,
        int noticeMinutes,
        int bufferMinutes,
        int aheadDays,
        Map<String, Integer> lengths,
        String place,
        int version) {
    static Availability usual(MemberId member) {
        return new Availability(member, 240, 15, 30, Map.of(), "", 0);
    }

    int minutes(MeetingKind kind) {
        return lengths.getOrDefault(kind.id(), kind.minutes());
    }

    Duration length(MeetingKind kind) {
        return Duration.ofMinutes(minutes(kind));
    }

    Duration buffer() {
        return Duration.ofMinutes(bufferMinutes);
    }

    Duration notice() {
        return Duration.ofMinutes(noticeMinutes);
    }
}
