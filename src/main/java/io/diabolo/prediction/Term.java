package io.diabolo.prediction;

/**
 * One summand of a prediction: a question about a field, and what its answer weighs.
 *
 * @param value the word asked for; empty unless {@code kind} is WORD
 * @param from of a BAND: above this, up to {@code to}
 * @param mean and {@code scale} by which a number is made comparable
 * @param usual what the answer was on average in the past: a case is explained by how it differs from that
 */
public record Term(
        String field,
        Kind kind,
        String value,
        double from,
        double to,
        double mean,
        double scale,
        double weight,
        double usual) {
    public enum Kind {
        WORD,
        /** One of the words that are too rare to be asked for by themselves. */
        RARE,
        MISSING,
        NUMBER,
        /** The logarithm of a number: the step from 1 to 10 says more than that from 101 to 110. */
        LOG,
        BAND
    }

    static Term word(String field, String value) {
        return new Term(field, Kind.WORD, value, 0, 0, 0, 1, 0, 0);
    }

    static Term of(String field, Kind kind) {
        return new Term(field, kind, "", 0, 0, 0, 1, 0, 0);
    }

    static Term band(String field, double from, double to) {
        return new Term(field, Kind.BAND, "", from, to, 0, 1, 0, 0);
    }

    Term scaled(double newMean, double newScale) {
        return new Term(field, kind, value, from, to, newMean, newScale <= 0 ? 1 : newScale, weight, usual);
    }

    Term weighing(double newWeight, double newUsual) {
        return new Term(field, kind, value, from, to, mean, scale, newWeight, newUsual);
    }

    /** The answer for a number, which is the field's median where it isn't known. */
    double answer(double number) {
        return switch (kind) {
            case NUMBER -> (number - mean) / scale;
            case LOG -> (log(number) - mean) / scale;
            case BAND -> number > from && number <= to ? 1 : 0;
            case WORD, RARE, MISSING -> 0;
        };
    }

    /** How far the answers to the question lie apart: the standard deviation. */
    double spread() {
        return switch (kind) {
            case NUMBER, LOG -> 1;
            case WORD, RARE, MISSING, BAND -> Math.sqrt(Math.max(0, usual * (1 - usual)));
        };
    }

    static double log(double number) {
        return Math.log1p(Math.max(0, number));
    }
}
