package io.diabolo.fuzz;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a workspace holds while nonsense is sent to it: as long as it is refused, always the same. */
final class Standing {
    private final Stranger stranger;
    /** As far as it is known. */
    private @Nullable String sums;

    Standing(Stranger stranger) {
        this.stranger = stranger;
    }

    interface Sending {
        HttpResponse<String> now() throws IOException, InterruptedException;
    }

    /** @param changed the tables that a refusal changed, each time */
    record Answer(HttpResponse<String> answer, List<String> changed) {
        boolean isTaken() {
            return answer.statusCode() < 400;
        }
    }

    Answer send(Sending sending) throws IOException, InterruptedException {
        var before = sums == null ? stranger.everything() : sums;
        var answer = sending.now();
        if (answer.statusCode() < 400) {
            sums = null;
            return new Answer(answer, List.of());
        }
        var after = stranger.everything();
        sums = after;
        return new Answer(answer, after.equals(before) ? List.of() : changedEachTime(sending));
    }

    /** What was taken before may have been going on, such as a mail under way; what is refused changes something each time. */
    private List<String> changedEachTime(Sending sending) throws IOException, InterruptedException {
        var changed = List.<String>of();
        for (var time = 0; time < 3; time++) {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            var was = new HashSet<>(List.of(stranger.everything().split(" ")));
            sending.now();
            var after = stranger.everything();
            sums = after;
            changed = Stream.of(after.split(" "))
                    .filter(sum -> !was.contains(sum))
                    .toList();
            if (changed.isEmpty()) {
                return changed;
            }
        }
        return changed;
    }
}
