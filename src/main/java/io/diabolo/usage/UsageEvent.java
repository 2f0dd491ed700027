package io.diabolo.usage;

import io.diabolo.directory.Domain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a customer used a feature.
 *
 * @param id the sender's own; one that comes twice counts once
 * @param company and the two after it: one of them says whose it is
 * @param count how often, from 1
 */
record UsageEvent(
        String id,
        @Nullable UUID company,
        @Nullable String externalId,
        @Nullable String domain,
        String feature,
        long count,
        Instant at) {
    static final int LONGEST = 100;
    private static final int LONGEST_ID = 200;
    private static final long MOST = 1_000_000_000L;

    /** What an event can't be: the field that is wrong. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Wrong(String field) {
            super(field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /**
     * As JSON or a line of a file gives it.
     *
     * @param now stands for a moment that isn't said
     */
    static UsageEvent read(Map<String, ? extends @Nullable Object> given, ZoneId zone, Instant now) throws Wrong {
        var feature = text(given, "feature");
        if (feature == null || feature.length() > LONGEST) {
            throw new Wrong("feature");
        }
        var company = text(given, "company");
        var domain = text(given, "domain");
        var externalId = text(given, "external_id");
        if (company == null && domain == null && externalId == null) {
            throw new Wrong("company");
        }
        var at = at(text(given, "at"), zone, now);
        var count = count(text(given, "count"));
        var id = text(given, "id");
        if (id != null && id.length() > LONGEST_ID) {
            throw new Wrong("id");
        }
        return new UsageEvent(
                // Without one, the same said again is the same event.
                id == null ? named(company, externalId, domain, feature, at) : id,
                company == null ? null : uuid(company),
                externalId,
                domain == null ? null : Domain.of(domain).map(Domain::text).orElse(domain),
                feature,
                count,
                at);
    }

    private static @Nullable String text(Map<String, ? extends @Nullable Object> given, String name) {
        var value = given.get(name);
        var text = value == null ? "" : value.toString().replace("\0", "").strip();
        return text.isEmpty() ? null : text;
    }

    private static UUID uuid(String text) throws Wrong {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new Wrong("company");
        }
    }

    private static long count(@Nullable String text) throws Wrong {
        if (text == null) {
            return 1;
        }
        if (!text.matches("[0-9]{1,10}")) {
            throw new Wrong("count");
        }
        var count = Long.parseLong(text);
        if (count < 1 || count > MOST) {
            throw new Wrong("count");
        }
        return count;
    }

    /** A day alone is its noon, which lies on it in every summer and winter. */
    private static Instant at(@Nullable String text, ZoneId zone, Instant now) throws Wrong {
        try {
            return text == null
                    ? now
                    : text.length() == 10
                            ? LocalDate.parse(text)
                                    .atTime(LocalTime.NOON)
                                    .atZone(zone)
                                    .toInstant()
                            : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw new Wrong("at");
        }
    }

    private static String named(
            @Nullable String company,
            @Nullable String externalId,
            @Nullable String domain,
            String feature,
            Instant at) {
        var all =
                String.join("|", String.valueOf(company), String.valueOf(externalId), String.valueOf(domain), feature);
        return "~" + UUID.nameUUIDFromBytes((all + "|" + at).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
