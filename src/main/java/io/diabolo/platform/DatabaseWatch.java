package io.diabolo.platform;

import org.springframework.stereotype.Component;

/** Whether the database is known to be gone, so that nobody waits for it in vain; told by {@link AnnouncementRelay}. */
@Component
public class DatabaseWatch {
    private volatile boolean gone;

    public boolean isGone() {
        return gone;
    }

    void tell(boolean isGone) {
        gone = isGone;
    }
}
