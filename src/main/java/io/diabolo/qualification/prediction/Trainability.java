package io.diabolo.qualification.prediction;

/**
 * Whether there is history enough to learn from.
 *
 * @param decided leads that were qualified or disqualified, {@code qualified} and {@code disqualified} of them
 */
public record Trainability(int decided, int qualified, int disqualified) {
    public static final int DECIDED = 300;
    public static final int OF_EACH = 60;

    public boolean isEnough() {
        return decided >= DECIDED && qualified >= OF_EACH && disqualified >= OF_EACH;
    }
}
