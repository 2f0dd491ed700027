package io.diabolo.acquisition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A form's post read: answers apart from what goes along with them. */
final class FormPost {
    /** A field that people don't see and programs like to fill. */
    static final String TRAP = "homepage";

    static final String STAMP = "shown";
    static final String CONSENT = "consent";
    static final String PAGE = "page";
    static final String VISITOR = "visitor";
    static final Set<String> UTM = Set.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content");
    private static final Set<String> ALONG = Set.of(TRAP, STAMP, CONSENT, PAGE, VISITOR, "embed");

    private FormPost() {}

    static Received received(Map<String, String> given, HttpServletRequest request, Locale locale) {
        var answers = new LinkedHashMap<>(given);
        answers.keySet().removeIf(name -> ALONG.contains(name) || UTM.contains(name));
        var page = given.getOrDefault(PAGE, "");
        var referrer = request.getHeader("Referer");
        return new Received(
                answers,
                Utm.of(given::get),
                !page.isBlank() ? page : referrer,
                given.get(VISITOR),
                isYes(given.get(CONSENT)),
                given.getOrDefault(TRAP, ""),
                given.get(STAMP),
                locale,
                request.getRemoteAddr());
    }

    static boolean isYes(@org.jspecify.annotations.Nullable String text) {
        return text != null
                && Set.of("true", "on", "yes", "1").contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
