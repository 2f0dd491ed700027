package io.diabolo.configuration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which import the present thread takes over, so that all it sets is known to be its doing. */
@Component
class Importing {
    private static final ThreadLocal<@Nullable UUID> CHANGE_SET = new ThreadLocal<>();

    void in(UUID changeSet, Runnable work) {
        CHANGE_SET.set(changeSet);
        try {
            work.run();
        } finally {
            CHANGE_SET.remove();
        }
    }

    @Nullable
    UUID changeSet() {
        return CHANGE_SET.get();
    }
}
