package io.diabolo.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hours within which a mail of prospecting is to leave, known to the module that wrote it: a bean of that module. It is asked
 * when the mail was held up, by a server that was away or by a full day.
 */
public interface SendingHours {
    /**
     * In the transaction in which the mail is about to leave.
     *
     * @param meant when it was to leave
     * @return when it is to leave instead; null when it may leave now, or when the mail is none of this module's
     */
    @Nullable
    Instant later(UUID mail, Instant meant, Instant now);
}
