package io.diabolo.pipeline;

/**
 * Something that a stage asks for, and whether the deal has it.
 *
 * @param stage the stage that asks
 * @param says what is asked for, in the reader's language
 * @param path where it is brought about, or empty: a field is filled where it is asked for
 */
public record Checked(Ask ask, String stage, String says, boolean met, String path) {
    /** As the API names it among what is wrong: the field itself, else {@code fact.<id>} or {@code rule}. */
    String field() {
        return switch (ask.kind()) {
            case FIELD -> ask.what();
            case FACT -> "fact." + ask.what();
            case RULE -> "rule";
        };
    }
}
