package io.diabolo.notifications;

import io.diabolo.platform.MemberId;
import java.time.Instant;

/** A way beside the page by which members are told, such as mail; a bean of the module that can send. Only these are offered. */
public interface NotificationChannel {
    /** {@code mail} or {@code digest}. */
    String id();

    /** Whether a member can be told by it now. */
    boolean reaches(MemberId member);

    /**
     * Within the transaction in which it is written down: what leaves the building is queued here, and sent after it.
     *
     * @param from not before; later than the event where it came in the member's quiet hours
     */
    void deliver(MemberId member, Notice notice, Instant from);

    /** The member chose when the digest comes: what waits for it waits until then. */
    default void postponed(MemberId member, Instant until) {}
}
