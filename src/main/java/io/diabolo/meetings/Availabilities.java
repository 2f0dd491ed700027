package io.diabolo.meetings;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How I can be booked: each member says it for themselves. */
@Service
class Availabilities {
    private static final int LONGEST_PLACE = 500;
    private final HostStore store;

    Availabilities(HostStore store) {
        this.store = store;
    }

    @Transactional(readOnly = true)
    public Availability of(Actor me) {
        return store.of(me.member());
    }

    /** @param typed as a form or JSON gives it; what isn't given becomes the usual */
    @Transactional
    public Availability change(Map<String, String> typed, Actor me) {
        me.mayWrite();
        var faults = new ArrayList<BadInput.Fault>();
        var usual = Availability.usual(me.member());
        var notice = number(typed, "notice_minutes", 0, 43_200, usual.noticeMinutes(), faults);
        var buffer = number(typed, "buffer_minutes", 0, 240, usual.bufferMinutes(), faults);
        var ahead = number(typed, "ahead_days", 1, 180, usual.aheadDays(), faults);
        var lengths = new LinkedHashMap<String, Integer>();
        for (var kind : MeetingKind.values()) {
            var minutes = number(typed, "minutes." + kind.id(), 5, 480, kind.minutes(), faults);
            if (minutes != kind.minutes()) {
                lengths.put(kind.id(), minutes);
            }
        }
        var place = typed.getOrDefault("place", "").strip();
        if (place.length() > LONGEST_PLACE) {
            faults.add(new BadInput.Fault("place", "problem.field.too-long", LONGEST_PLACE));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        var wanted = new Availability(me.member(), notice, buffer, ahead, lengths, place, 0);
        store.write(wanted);
        return wanted;
    }

    private static int number(
            Map<String, String> typed, String name, int least, int most, int usual, List<BadInput.Fault> faults) {
        var text = typed.getOrDefault(name, "").replaceAll("[\\s\\u00a0\\u202f]", "");
        if (text.isEmpty()) {
            return usual;
        }
        if (text.matches("[0-9]{1,5}")) {
            var value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        faults.add(new BadInput.Fault(name, "availability.fault.number", least, most));
        return usual;
    }

    /** As a form holds it. */
    static Map<String, String> typed(Availability present) {
        var typed = new HashMap<String, String>();
        typed.put("notice_minutes", String.valueOf(present.noticeMinutes()));
        typed.put("buffer_minutes", String.valueOf(present.bufferMinutes()));
        typed.put("ahead_days", String.valueOf(present.aheadDays()));
        typed.put("place", present.place());
        for (var kind : MeetingKind.values()) {
            typed.put("minutes." + kind.id(), String.valueOf(present.minutes(kind)));
        }
        return typed;
    }

    /** As the API says it. */
    static Map<String, @Nullable Object> json(Availability present) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("notice_minutes", present.noticeMinutes());
        body.put("buffer_minutes", present.bufferMinutes());
        body.put("ahead_days", present.aheadDays());
        body.put("place", present.place());
        var minutes = new LinkedHashMap<String, Object>();
        for (var kind : MeetingKind.values()) {
            minutes.put(kind.id(), present.minutes(kind));
        }
        body.put("minutes", minutes);
        return body;
    }
}
