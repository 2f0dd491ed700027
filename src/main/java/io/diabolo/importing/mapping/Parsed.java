package io.diabolo.importing.mapping;

/** The answer to "read this value". */
public sealed interface Parsed<T> {
    /** It could be read. */
    record Value<T>(T value) implements Parsed<T> {}

    /** It couldn't; the key is that of a sentence with the text as its argument. */
    record Fault<T>(String key, String text) implements Parsed<T> {}
}
