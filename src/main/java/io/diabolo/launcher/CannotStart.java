package io.diabolo.launcher;

import java.util.List;

/** Diabolo can't run, for a reason that whoever typed the command can read and act on. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<Object> arguments;

    CannotStart(String key, Object... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** The sentence to show. */
    String sentence(Texts texts) {
        return texts.get(key, arguments.toArray());
    }
}
