package io.diabolo.backup;

import java.util.List;

/** A backup, restore or upgrade can't be, and nothing was changed; whoever asked for it can read why and act on it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no Diabolo in this database. */
        NOTHING_THERE,
        /** The file couldn't be written: where, why. */
        NOT_WRITTEN,
        /** There is no such file: which. */
        NO_FILE,
        /** The file isn't a backup of Diabolo: which. */
        FOREIGN_FILE,
        /** The file is cut off or changed: which, where. */
        DAMAGED_FILE,
        /** A newer Diabolo made the file: which, its version. */
        NEWER_FILE,
        /** There are data already. */
        OCCUPIED,
        /** A restore of another backup was cut off here. */
        OTHER_RESTORE,
        /** What was loaded isn't what was saved: which table. */
        DIFFERENT,
        /** A newer Diabolo has changed these data: their schema, ours. */
        NEWER_DATA,
        /** A restore was cut off here. */
        UNFINISHED_RESTORE,
    }

    private final Reason reason;
    private final transient List<Object> arguments;

    Refusal(Reason reason, Object... arguments) {
        super(reason + " " + List.of(arguments));
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    Refusal(Throwable cause, Reason reason, Object... arguments) {
        this(reason, arguments);
        initCause(cause);
    }

    public Reason reason() {
        return reason;
    }

    /** What the sentence is about. */
    public List<Object> arguments() {
        return arguments;
    }
}
