package io.diabolo.notifications;

import io.diabolo.platform.MemberId;

/** A way beside the page by which members are told, such as mail; a bean of the module that can send. Only these are offered. */
public interface NotificationChannel {
    /** {@code mail} or {@code digest}. */
    String id();

    /** Within the transaction in which it is written down: what leaves the building is queued here, and sent after it. */
    void deliver(MemberId member, Notice notice);
}
