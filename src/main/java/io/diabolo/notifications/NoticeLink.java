package io.diabolo.notifications;

import io.diabolo.platform.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Lets a notice be answered from its mail, without signing in; a bean of the module that tells it. Asked in a transaction
 * when the mail is written, so that what opens the page stands nowhere but in that mail.
 */
public interface NoticeLink {
    /** A path for this member alone; null for the events of others. */
    @Nullable
    String path(String event, MemberId member);
}
