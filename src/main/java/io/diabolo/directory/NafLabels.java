package io.diabolo.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The activities of the French nomenclature NAF rev. 2 (INSEE, Licence Ouverte), by code. */
@Component
class NafLabels {
    private final Map<String, String> labels = read();

    @Nullable
    String label(String code) {
        return labels.get(code);
    }

    /** 6820A and 68.20 a as the nomenclature writes it, 68.20A; what has another form stays. */
    static String written(String code) {
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
