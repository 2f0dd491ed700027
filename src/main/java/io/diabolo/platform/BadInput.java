package io.diabolo.platform;

import java.util.List;

/** Input that can't be taken; nothing has changed. 422 with one entry per field. */
public final class BadInput extends RuntimeException {
    private final transient List<Fault> faults;

    /**
     * One thing wrong with one field.
     *
     * @param field the field's name in the API, or empty when it concerns the whole
     * @param key the message's key
     */
    public record Fault(String field, String key, List<Object> args) {
        public Fault(String field, String key, Object... args) {
            this(field, key, List.of(args));
        }
    }

    public BadInput(List<Fault> faults) {
        super("bad input: " + faults);
        this.faults = List.copyOf(faults);
    }

    public BadInput(String field, String key, Object... args) {
        this(List.of(new Fault(field, key, args)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
