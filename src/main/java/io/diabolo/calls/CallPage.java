package io.diabolo.calls;

import io.diabolo.calls.CallQueue.Held;
import io.diabolo.calls.CallQueue.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the call desk shows.
 *
 * @param turn who is called now; null when there is nobody
 * @param reason why they come now, in a sentence
 * @param there what time it is where they are
 * @param number as people read it
 * @param past what happened with them, the newest first
 * @param again the suggestion for a call-back, as a form holds it
 * @param made how many calls were made today, and {@code left} how many come after this one
 */
record CallPage(
        @Nullable Turn turn,
        String reason,
        String there,
        String number,
        List<Past> past,
        String script,
        boolean mayScript,
        String again,
        int made,
        int left,
        List<Row> next,
        List<Row> held,
        Map<String, String> typed,
        Map<String, String> faults) {
    /** @param at when it happened */
    record Past(Instant at, String title, String body, String who) {}

    /** One of the list: who, and why now, or why not. */
    record Row(Callee callee, String why) {
        static Row of(Turn turn, String why) {
            return new Row(turn.callee(), why);
        }

        static Row of(Held held, String why) {
            return new Row(held.callee(), why);
        }
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    List<CallOutcome> outcomes() {
        return List.of(CallOutcome.values());
    }

    /** That the same isn't said twice. */
    String after() {
        var last = turn == null ? null : turn.callee().lastCall();
        return last == null ? "" : last.toString();
    }
}
