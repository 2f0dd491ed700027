package io.diabolo.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The word lists that the demo is made from: data, not texts of the interface. */
final class Words {
    private final Properties lists = new Properties();

    Words() {
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream("words.properties"));
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            lists.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> list(String name) {
        return List.of(lists.getProperty(name, "").split(","));
    }
}
