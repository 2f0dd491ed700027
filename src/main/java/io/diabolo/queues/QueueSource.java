package io.diabolo.queues;

import java.util.List;
import java.util.Set;

/**
 * What a module adds to the queues of members; a bean. It is asked each time a queue is drawn, so it reads by an index and
 * keeps to the limit. It answers for the member asked about: own records, and what waits for the role.
 */
public interface QueueSource {
    List<QueueEntry> next(QueueRequest request);

    /** The topics of the live channel on which its entries may change, such as {@code handoff}. */
    default Set<String> topics() {
        return Set.of();
    }
}
