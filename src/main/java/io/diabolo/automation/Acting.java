package io.diabolo.automation;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which run the present thread acts for, so that what it changes is known to be its doing. */
@Component
class Acting {
    private static final ThreadLocal<@Nullable Cause> CAUSE = new ThreadLocal<>();

    /** @param changeSet of what set the run off; null where nothing was written */
    record Cause(UUID run, @Nullable UUID changeSet) {}

    <T> T in(Cause present, Supplier<T> work) {
        CAUSE.set(present);
        try {
            return work.get();
        } finally {
            CAUSE.remove();
        }
    }

    @Nullable
    Cause cause() {
        return CAUSE.get();
    }
}
