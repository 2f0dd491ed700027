package io.diabolo.records;

import io.diabolo.platform.Jobs;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Makes or takes away the typed rows of an added field, in steps; begun again, it goes through all of them again. */
@Component
class CustomFilteringWork implements Jobs.Work {
    static final String KIND = "custom-filtering";
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private final CustomFiltering filtering;

    CustomFilteringWork(CustomFiltering filtering) {
        this.filtering = filtering;
    }

    record Wanted(UUID field, boolean open) {}

    record Done(long rows) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var wanted = run.input(Wanted.class);
        if (wanted.open()) {
            fill(wanted.field(), run);
        } else {
            while (filtering.empty(wanted.field()) > 0) {
                run.progress(0, 1);
            }
        }
        return new Done(filtering.rows(wanted.field()));
    }

    private void fill(UUID field, Jobs.Run run) {
        var begun = filtering.begun();
        while (!filtering.isSeenByAll(begun)) {
            run.progress(0, 1);
            LockSupport.parkNanos(PAUSE);
        }
        int steps = 0;
        for (var at = filtering.fill(field, null); at != null; at = filtering.fill(field, at)) {
            run.progress(++steps, steps + 1L);
        }
        filtering.filled(field);
    }
}
