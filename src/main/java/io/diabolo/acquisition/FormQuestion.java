package io.diabolo.acquisition;

import java.util.Locale;

/**
 * One thing that a form asks.
 *
 * @param target where the answer goes: a field of the lead ({@code email}), of its person ({@code person.city}), of its
 *     company ({@code company.headcount}), or {@code message}
 * @param fr how it is asked in French, and {@code en} in English; an empty one leaves it to the other
 */
record FormQuestion(String target, boolean required, String fr, String en) {
    String label(Locale locale) {
        var mine = locale.getLanguage().equals("fr") ? fr : en;
        return mine.isBlank() ? (fr.isBlank() ? en : fr) : mine;
    }
}
