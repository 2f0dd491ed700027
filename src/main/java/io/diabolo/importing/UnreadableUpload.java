package io.diabolo.importing;

import java.util.List;

/** One of the files can't be read as a table; nothing is imported. */
final class UnreadableUpload extends RuntimeException {
    private final String file;
    private final String key;
    private final transient List<Object> args;

    UnreadableUpload(String file, String key, List<Object> args) {
        super(file + ": " + key + " " + args);
        this.file = file;
        this.key = key;
        this.args = List.copyOf(args);
    }

    String file() {
        return file;
    }

    String key() {
        return key;
    }

    List<Object> args() {
        return args;
    }
}
