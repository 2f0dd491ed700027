package io.diabolo.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Someone changed the record meanwhile. 409 on a page (with both versions), 412 in the API. */
public final class StaleVersion extends RuntimeException {
    private final int expected;
    private final int actual;
    private final transient Map<String, ? extends @Nullable Object> present;

    public StaleVersion(int expected, int actual) {
        this(expected, actual, Map.of());
    }

    private StaleVersion(int expected, int actual, Map<String, ? extends @Nullable Object> present) {
        super("stale version: expected " + expected + ", is " + actual);
        this.expected = expected;
        this.actual = actual;
        this.present = present;
    }

    /** The same with the record as it is now, so that who asked can choose without asking again. */
    public StaleVersion showing(Map<String, ? extends @Nullable Object> record) {
        return new StaleVersion(expected, actual, record);
    }

    /** As the API writes it; empty where it isn't told. */
    public Map<String, ? extends @Nullable Object> present() {
        return present;
    }

    public int expected() {
        return expected;
    }

    public int actual() {
        return actual;
    }
}
