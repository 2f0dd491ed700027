package io.diabolo.records;

import io.diabolo.platform.Actor;
import java.util.regex.Pattern;

/** Texts in files that people open with a spreadsheet, which would run whatever looks like a formula. */
public final class SheetText {
    /** Begins like a formula, or like a text that was kept from being one. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);

    /** An amount keeps its sign, a phone number its plus. */
    private static final Pattern HARMLESS = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?( [A-Z]{3})?|\\+\\d{1,20}");

    private SheetText() {}

    /** With an apostrophe before what would be a formula; {@link #meant} takes it off again. */
    public static String harmless(String text) {
        return FORMULA.matcher(text).matches() && !HARMLESS.matcher(text).matches() ? "'" + text : text;
    }

    /** The text before it was made harmless. */
    public static String meant(String text) {
        return text.startsWith("'") && FORMULA.matcher(text).matches() ? text.substring(1) : text;
    }

    /** What parts cells where the reader lives: a French spreadsheet splits at nothing else. */
    public static char separator(Actor reader) {
        return reader.isFrench() ? ';' : ',';
    }
}
