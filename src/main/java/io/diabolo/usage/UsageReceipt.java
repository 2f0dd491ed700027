package io.diabolo.usage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param answers one for each event that wasn't simply counted, in their order
 */
record UsageReceipt(Map<State, Integer> counts, List<Answer> answers) {
    /** What became of an event. */
    enum State {
        ACCEPTED,
        /** Counted on the day on which it happened, more than a day ago. */
        LATE,
        /** Counted before; not again. */
        DUPLICATE,
        /** Later than now; not counted, may be sent again when it has happened. */
        FUTURE,
        /** Not counted: what was counted so long ago isn't known any more. */
        TOO_OLD,
        /** Not counted; may be sent again once the company is there. */
        UNKNOWN_COMPANY,
        INVALID;

        /** In the API. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> ids() {
            return Arrays.stream(values()).map(State::id).toList();
        }
    }

    /**
     * What became of one event.
     *
     * @param place in the batch, from 0
     * @param field what is wrong of an invalid one, else empty
     */
    record Answer(int place, String id, State state, String field) {}

    int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    Map<String, Integer> byId() {
        var all = new LinkedHashMap<String, Integer>();
        for (var state : State.values()) {
            all.put(state.id(), count(state));
        }
        return all;
    }
}
