package io.diabolo.importing.mapping;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists of words kept beside the classes, one list a line. */
final class WordLists {
    private WordLists() {}

    static Map<String, List<String>> read(String file) {
        try (var in = WordLists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var lists = new TreeMap<String, List<String>>();
            properties.forEach((key, words) -> lists.put(
                    key.toString(),
                    Stream.of(words.toString().split(","))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .toList()));
            return lists;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
