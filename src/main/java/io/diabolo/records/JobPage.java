package io.diabolo.records;

import io.diabolo.platform.Jobs;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is, and how it ended.
 *
 * @param back where it was asked for
 * @param outcome null while it runs, or when it didn't come to an end
 */
public record JobPage(Jobs.Job job, String back, @Nullable JobOutcome outcome) {
    public String path() {
        return "/jobs/" + job.id();
    }

    public boolean hasTotal() {
        return job.total() > 1;
    }
}
