package io.diabolo.roles;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** What people do to a title on cards, profiles and job boards; the same seed makes the same noise. */
final class NoisyTitles {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Pattern SPACES = Pattern.compile(" ");
    private static final Pattern FRENCH = Pattern.compile(
            "\\b(commercial|assistant|chargé|attaché|délégué|consultant|adjoint)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final List<String> GENDERS =
            List.of(" (H/F)", " H/F", " F/H/X", " (m/w/d)", " (f/m/x)", " - H/F", " (F/H/N)", " h/f");
    private static final List<String> CITIES = List.of(
            " Paris",
            " - Lyon",
            " (Nantes)",
            ", London",
            " | Aix-en-Provence",
            " – Saint-Étienne (42)",
            " @ Berlin",
            " - Île-de-France",
            " New York, NY");
    private static final List<String> CONTRACTS = List.of(
            " CDI",
            " - CDD 6 mois",
            " (CDI)",
            " Freelance",
            " - Temps plein",
            " (alternance)",
            " - Stage 6 mois",
            " / VIE",
            " full-time");
    private static final List<String> EMOJIS = List.of("🚀", "✨ ", "🔥", "👋🏽 ", "🇫🇷", "💼 ", "⚡️");
    private static final List<String> WRITTEN_ENDINGS = List.of("(e)", "·e", ".e", "-e", "/e", "e");

    private final Random random;

    NoisyTitles(long seed) {
        random = new Random(seed);
    }

    String of(String title) {
        var noisy = title;
        noisy = maybe() ? noisy + one(GENDERS) : noisy;
        noisy = maybe() ? noisy + one(CITIES) : noisy;
        noisy = maybe() ? noisy + one(CONTRACTS) : noisy;
        noisy = maybe() && !noisy.contains("(e)") && !noisy.contains("·")
                ? FRENCH.matcher(noisy).replaceFirst("$1" + one(WRITTEN_ENDINGS))
                : noisy;
        noisy = maybe() ? one(EMOJIS) + " " + noisy : noisy;
        noisy = maybe() ? noisy + " " + one(EMOJIS) : noisy;
        noisy = maybe()
                ? ACCENTS.matcher(Normalizer.normalize(noisy, Normalizer.Form.NFD))
                        .replaceAll("")
                : noisy;
        noisy = maybe() ? Normalizer.normalize(noisy, Normalizer.Form.NFD) : noisy;
        noisy = maybe() ? SPACES.matcher(noisy).replaceAll(random.nextBoolean() ? "  " : "\u00a0") : noisy;
        noisy = maybe() ? " " + noisy + "\t" : noisy;
        return inSomeCase(noisy);
    }

    private String inSomeCase(String title) {
        return switch (random.nextInt(4)) {
            case 0 -> title.toUpperCase(Locale.ROOT);
            case 1 -> title.toLowerCase(Locale.ROOT);
            case 2 ->
                title.chars()
                        .map(c -> random.nextInt(6) == 0 ? Character.toUpperCase(c) : c)
                        .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                        .toString();
            default -> title;
        };
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
