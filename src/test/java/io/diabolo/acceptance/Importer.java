package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that sends one import after the other, each once, and waits until the last that was taken is there. */
final class Importer implements Callable<Void> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
    private final PipelineSet set;
    private final AtomicBoolean stop;
    private final Caller caller;
    private final List<String> begun = new ArrayList<>();

    Importer(PipelineSet set, AtomicBoolean stop, Caller caller) {
        this.set = set;
        this.stop = stop;
        this.caller = caller;
    }

    @Override
    public @Nullable Void call() throws Exception {
        for (var number = 1; !stop.get(); number++) {
            var answer = caller.once(
                    "POST", "imports", "multipart/form-data; boundary=b", KilledDiabolo.parts(set.numbered(number)));
            if (answer != null) {
                var taken = JSON.readTree(answer.body()).get("id");
                assertThat(taken)
                        .as("%s %s: %s", answer, answer.headers().map(), answer.body())
                        .isNotNull();
                seeThrough(taken.asString());
            }
        }
        return null;
    }

    private void seeThrough(String id) throws InterruptedException {
        begun.add(id);
        var until = System.nanoTime() + DONE_WITHIN.toNanos();
        JsonNode what;
        do {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            what = JSON.readTree(caller.read("imports/" + id).body());
            if (!stop.get()) {
                // It may begin again after each kill: the time counts from the last one.
                until = System.nanoTime() + DONE_WITHIN.toNanos();
            }
        } while (what.get("state").asString().endsWith("ing") && System.nanoTime() < until);
        assertThat(what.get("state").asString()).as(what.toString()).isEqualTo("done");
    }
}
