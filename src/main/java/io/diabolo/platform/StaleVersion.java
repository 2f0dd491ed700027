package io.diabolo.platform;

/** Someone changed the record meanwhile. 409 on a page (with both versions), 412 in the API. */
public final class StaleVersion extends RuntimeException {
    private final int expected;
    private final int actual;

    public StaleVersion(int expected, int actual) {
        super("stale version: expected " + expected + ", is " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    public int expected() {
        return expected;
    }

    public int actual() {
        return actual;
    }
}
