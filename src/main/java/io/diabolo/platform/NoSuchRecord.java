package io.diabolo.platform;

/** There is nothing to talk about, or nothing that the actor may see. 404. */
public final class NoSuchRecord extends RuntimeException {
    private final String type;
    private final String id;

    public NoSuchRecord(String type, Object id) {
        super("no such " + type + ": " + id);
        this.type = type;
        this.id = id.toString();
    }

    public String type() {
        return type;
    }

    public String id() {
        return id;
    }
}
