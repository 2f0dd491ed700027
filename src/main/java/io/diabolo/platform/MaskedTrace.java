package io.diabolo.platform;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.StackTracePrinter;

/** Where an exception came from, and what it said without what it quoted. */
final class MaskedTrace implements StackTracePrinter {
    private static final int DEEPEST = 60;

    @Override
    public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
        print(throwable, "", out, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void print(@Nullable Throwable throwable, String as, Appendable out, Set<Throwable> seen)
            throws IOException {
        if (throwable == null || !seen.add(throwable)) {
            return;
        }
        out.append(as).append(throwable.getClass().getName());
        var said = Masked.complaint(throwable.getMessage());
        if (!said.isEmpty()) {
            out.append(": ").append(said);
        }
        out.append('\n');
        var frames = throwable.getStackTrace();
        for (var i = 0; i < Math.min(frames.length, DEEPEST); i++) {
            out.append("\tat ").append(frames[i].toString()).append('\n');
        }
        for (var suppressed : throwable.getSuppressed()) {
            print(suppressed, "Suppressed: ", out, seen);
        }
        print(throwable.getCause(), "Caused by: ", out, seen);
    }
}
