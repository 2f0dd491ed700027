package io.diabolo.importing.reading;

import java.util.List;

/**
 * The file stopped being readable while its rows were read. After {@link Tables#open} has said that it can be read,
 * this only happens when the file changed meanwhile.
 */
public final class UnreadableFile extends RuntimeException {
    private final transient Opening.Unreadable answer;

    UnreadableFile(Reason reason, Object... args) {
        this(new Opening.Unreadable(reason, List.of(args)), null);
    }

    UnreadableFile(Opening.Unreadable answer, @org.jspecify.annotations.Nullable Throwable cause) {
        super(answer.reason().key() + " " + answer.args(), cause);
        this.answer = answer;
    }

    /** What {@link Tables#open} would have answered. */
    public Opening.Unreadable answer() {
        return answer;
    }
}
