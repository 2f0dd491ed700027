package io.diabolo.importing.mapping;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes by which the French register tells a headcount: 11 stands for 10 to 19 people, not for eleven. */
public final class HeadcountBands {
    /** Source: INSEE, Sirene, variable trancheEffectifsUniteLegale; the lower bound of each band. */
    private static final Map<String, String> LOWER = Map.ofEntries(
            Map.entry("00", "0"),
            Map.entry("01", "1"),
            Map.entry("02", "3"),
            Map.entry("03", "6"),
            Map.entry("11", "10"),
            Map.entry("12", "20"),
            Map.entry("21", "50"),
            Map.entry("22", "100"),
            Map.entry("31", "200"),
            Map.entry("32", "250"),
            Map.entry("41", "500"),
            Map.entry("42", "1000"),
            Map.entry("51", "2000"),
            Map.entry("52", "5000"),
            Map.entry("53", "10000"));

    private HeadcountBands() {}

    /** Whether a column of this name holds codes; its cells may still hold words. */
    public static boolean isBand(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return name.contains("tranche") || name.equals("tefet") || name.equals("tefen");
    }

    /** Whether the cell is a code, known or not: 99 and NN stand for an employer of unknown size and for none. */
    public static boolean isCode(String text) {
        return text.matches("\\d\\d?|NN");
    }

    /** The band's lower bound; null when the code says that nobody knows. A spreadsheet makes 1 of 01. */
    public static @Nullable String lowerBound(String code) {
        return LOWER.get(code.length() == 1 ? "0" + code : code);
    }
}
