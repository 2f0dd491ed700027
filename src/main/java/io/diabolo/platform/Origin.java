package io.diabolo.platform;

/** Through what a command came; kept with its change set. */
public enum Origin {
    PAGE,
    API,
    IMPORT,
    RULE,
    AGENT,
    CONSOLE;

    /** The value in tables and in the API. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
