package io.diabolo.launcher;

import org.jspecify.annotations.Nullable;

/** The process that runs the PostgreSQL of a data directory, as its connection file tells. */
record Owner(String url, Kind kind, long pid, int webPort) {
    /** A server stays and lets others in; a command ends when it is done, and its PostgreSQL with it. */
    enum Kind {
        SERVER,
        COMMAND
    }

    /** Null as long as the owner hasn't written the file. */
    static @Nullable Owner of(DataDirectory data) {
        var file = PrivateProperties.read(data.connection());
        var url = file.getProperty("url");
        if (url == null) {
            return null;
        }
        return new Owner(
                url,
                Kind.valueOf(file.getProperty("kind", Kind.SERVER.name())),
                Long.parseLong(file.getProperty("pid", "0")),
                Integer.parseInt(file.getProperty("port", "0")));
    }
}
