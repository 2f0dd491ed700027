package io.diabolo.queues;

import io.diabolo.platform.MemberId;
import java.time.Instant;

/**
 * What a member's desk asks for.
 *
 * @param desk the role that the member acts in, such as {@code sdr}; it is one that they hold
 * @param limit how many entries at most
 */
public record QueueRequest(MemberId member, String desk, Instant now, int limit) {}
