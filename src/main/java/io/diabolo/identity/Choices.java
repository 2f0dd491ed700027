package io.diabolo.identity;

import java.util.List;
import java.util.stream.Stream;

/** What forms offer to choose from. */
final class Choices {
    static final List<String> LANGUAGES = List.of("fr", "en");
    static final List<String> CURRENCIES = List.of(
            "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "MAD", "TND",
            "XOF", "XAF", "XPF", "MUR", "BRL", "MXN", "JPY", "CNY", "INR", "SGD", "HKD", "AED", "ZAR");
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "Europe/Brussels",
            "Europe/Zurich",
            "Europe/Luxembourg",
            "Europe/London",
            "Europe/Dublin",
            "Europe/Lisbon",
            "Europe/Madrid",
            "Europe/Rome",
            "Europe/Berlin",
            "Europe/Amsterdam",
            "Europe/Vienna",
            "Europe/Copenhagen",
            "Europe/Stockholm",
            "Europe/Oslo",
            "Europe/Helsinki",
            "Europe/Warsaw",
            "Europe/Prague",
            "Europe/Budapest",
            "Europe/Bucharest",
            "Europe/Athens",
            "Europe/Istanbul",
            "Europe/Kyiv",
            "Africa/Casablanca",
            "Africa/Algiers",
            "Africa/Tunis",
            "Africa/Dakar",
            "Africa/Abidjan",
            "Africa/Lagos",
            "Africa/Johannesburg",
            "Asia/Dubai",
            "Asia/Kolkata",
            "Asia/Singapore",
            "Asia/Hong_Kong",
            "Asia/Tokyo",
            "Australia/Sydney",
            "Pacific/Noumea",
            "Pacific/Tahiti",
            "Indian/Reunion",
            "Indian/Mauritius",
            "America/Martinique",
            "America/Guadeloupe",
            "America/Cayenne",
            "America/Montreal",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "America/Mexico_City",
            "UTC");

    private Choices() {}

    /** The usual zones, with the one in force if it isn't among them. */
    static List<String> zones(String current) {
        return current.isEmpty() || ZONES.contains(current)
                ? ZONES
                : Stream.concat(Stream.of(current), ZONES.stream()).toList();
    }
}
