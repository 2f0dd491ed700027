package io.diabolo.pipeline;

import java.util.Locale;

/** What a workspace typed, in French, in English or in both; whoever reads another language gets the one there is. */
public record Words(String fr, String en) {
    public static final Words NONE = new Words("", "");

    public String in(Locale locale) {
        var first = locale.getLanguage().equals("fr") ? fr : en;
        return first.isEmpty() ? (fr.isEmpty() ? en : fr) : first;
    }

    public boolean isEmpty() {
        return fr.isEmpty() && en.isEmpty();
    }

    /** As one line of a form holds it: {@code français | english}. */
    static Words read(String line) {
        var parts = line.split("\\|", 2);
        return new Words(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
    }

    String written() {
        return en.isEmpty() || en.equals(fr) ? fr : fr + " | " + en;
    }
}
