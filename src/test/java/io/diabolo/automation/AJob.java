package io.diabolo.automation;

import io.diabolo.platform.Jobs;
import io.diabolo.platform.MemberId;
import java.util.UUID;

/** A job in hand, of which nobody asks how far it is. */
record AJob(UUID id, MemberId member, Object wanted) implements Jobs.Run {
    @Override
    public <T> T input(Class<T> type) {
        return type.cast(wanted);
    }

    @Override
    public void progress(long done, long total) {
        // nobody looks
    }

    @Override
    public void result(UUID file) {
        // there is none
    }

    @Override
    public void done(Object result) {
        // nobody waits
    }
}
