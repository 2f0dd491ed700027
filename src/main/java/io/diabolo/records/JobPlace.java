package io.diabolo.records;

import io.diabolo.platform.Jobs;
import java.util.function.Function;

/**
 * Lets long work of a module be followed on the page of jobs: a bean. Its words are the texts {@code job.<kind>} and
 * {@code job.<kind>.back}; its result is a {@link JobOutcome}.
 *
 * @param back the address where it was asked for
 */
public record JobPlace(String kind, Function<Jobs.Job, String> back) {}
