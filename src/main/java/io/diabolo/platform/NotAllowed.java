package io.diabolo.platform;

/** The actor may see it but not do this. 403. */
public final class NotAllowed extends RuntimeException {
    private final String right;

    /** @param right what is missing, the tail of the message key {@code problem.not-allowed.<right>} */
    public NotAllowed(String right) {
        super("not allowed: " + right);
        this.right = right;
    }

    public String right() {
        return right;
    }
}
