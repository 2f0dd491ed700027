package io.diabolo.records;

import java.util.Locale;

/** Under which heading a form asks for a field; the last is folded, for it is seldom filled by hand. */
public enum FormPart {
    MAIN,
    REACH,
    PLACE,
    AMOUNTS,
    COURSE,
    OWN,
    SELDOM;

    public String textKey() {
        return "form.part." + name().toLowerCase(Locale.ROOT);
    }

    public boolean isFolded() {
        return this == SELDOM;
    }
}
