package io.diabolo.platform;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** A job that no machine is large enough for. */
@Component
class TakesAllMemory implements Jobs.Work {
    static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public String kind() {
        return "takes-all-memory";
    }

    @Override
    public Object run(Jobs.Run run) {
        RUNS.incrementAndGet();
        throw new OutOfMemoryError("as a test says");
    }
}
