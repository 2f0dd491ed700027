package io.diabolo.automation;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which run the present thread acts for, so that what it changes is known to be its doing. */
@Component
class Acting {
    private final ThreadLocal<@Nullable Cause> cause = new ThreadLocal<>();

    /** @param changeSet of what set the run off; null where nothing was written */
    record Cause(UUID run, @Nullable UUID changeSet) {}

    <T> T in(Cause present, Supplier<T> work) {
        cause.set(present);
        try {
            return work.get();
        } finally {
            cause.remove();
        }
    }

    @Nullable
    Cause cause() {
        return cause.get();
    }
}
