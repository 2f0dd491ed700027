package io.diabolo.pipeline;

/** What was filled isn't enough: the transaction goes back, so that nothing of it stays written. */
final class GateClosed extends RuntimeException {
    private final transient Moved.Incomplete answer;

    GateClosed(Moved.Incomplete answer) {
        super("the stage asks for more");
        this.answer = answer;
    }

    Moved.Incomplete answer() {
        return answer;
    }
}
