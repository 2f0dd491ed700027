package io.diabolo.platform;

/** What a session or an API token may do at most; the member's own rights bound it further. */
public enum Scope {
    READ,
    WRITE,
    ADMIN;

    public boolean includes(Scope asked) {
        return compareTo(asked) >= 0;
    }

    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
