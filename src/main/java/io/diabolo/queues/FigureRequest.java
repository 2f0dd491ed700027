package io.diabolo.queues;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;

/**
 * For whom a figure is counted, and over what time.
 *
 * @param members together, for a team; none where a figure doesn't tell members apart
 * @param to the first instant that is no longer counted
 */
public record FigureRequest(List<MemberId> members, Instant from, Instant to) {}
