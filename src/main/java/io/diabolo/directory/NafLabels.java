package io.diabolo.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The activities of the French nomenclature NAF rev. 2 (INSEE, Licence Ouverte), by code. */
@Component
public class NafLabels {
    private final Map<String, String> labels = read();

    /** Null for what isn't a sub-class of the nomenclature. */
    public @Nullable String label(String code) {
        return labels.get(code);
    }

    /** By code, in no order. */
    Map<String, String> all() {
        return labels;
    }

    /** The sub-classes by code whose code begins with these words, or whose label holds them all, whatever accents are typed. */
    public Map<String, String> find(String words, int limit) {
        var asked = fold(words).split("\\s+");
        var found = new TreeMap<String, String>();
        labels.entrySet().stream()
                .filter(one -> one.getKey().startsWith(words.strip().toUpperCase(Locale.ROOT))
                        || Arrays.stream(asked).allMatch(fold(one.getValue())::contains))
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** 6820A and 68.20 a as the nomenclature writes it, 68.20A; what has another form stays. */
    public static String written(String code) {
        var bare = code.replaceAll("[\\s.]", "").toUpperCase(Locale.ROOT);
        return bare.matches("[0-9]{4}[A-Z]") ? bare.substring(0, 2) + "." + bare.substring(2) : code.strip();
    }

    private static Map<String, String> read() {
        try (var in = Objects.requireNonNull(NafLabels.class.getResourceAsStream("/io/diabolo/directory/naf.txt"))) {
            var all = new HashMap<String, String>();
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
                var tab = line.indexOf('\t');
                if (tab > 0) {
                    all.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
