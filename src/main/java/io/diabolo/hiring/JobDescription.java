package io.diabolo.hiring;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text by which somebody is looked for.
 *
 * @param title as it is advertised
 * @param state draft, published or closed
 * @param parts the text of each {@link DescriptionPart}, by its id; empty where there is none
 * @param written the same as Diabolo wrote it last: what differs was edited
 * @param pay what is offered
 * @param link the public page's address; null before it was published
 */
record JobDescription(
        UUID id,
        int version,
        String title,
        UUID position,
        String language,
        InclusiveForm form,
        String state,
        Map<String, String> parts,
        Map<String, String> written,
        Pay pay,
        Terms terms,
        @Nullable String link,
        @Nullable Instant publishedAt,
        @Nullable MemberId owner) {

    JobDescription {
        parts = new LinkedHashMap<>(parts);
        written = Map.copyOf(written);
    }

    /**
     * Gross pay a year.
     *
     * @param variable on top, at 100 % of the targets
     */
    record Pay(
            @Nullable Money least,
            @Nullable Money most,
            @Nullable Money variable) {
        boolean isKnown() {
            return least != null && most != null;
        }
    }

    /**
     * @param contract permanent, fixed_term, apprenticeship, internship or freelance
     * @param country ISO 3166
     * @param remote none, partial or full
     * @param until the last day to apply
     */
    record Terms(
            @Nullable String contract,
            boolean partTime,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String country,
            @Nullable String remote,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate until) {}

    Locale locale() {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }

    String text(DescriptionPart part) {
        return parts.getOrDefault(part.id(), "");
    }

    /** Whether somebody wrote this part themselves. */
    boolean isEdited(DescriptionPart part) {
        return !same(text(part), Objects.requireNonNullElse(written.get(part.id()), ""));
    }

    static boolean same(String one, String other) {
        return one.replace("\r\n", "\n")
                .strip()
                .equals(other.replace("\r\n", "\n").strip());
    }

    boolean isPublished() {
        return state.equals("published");
    }

    /** Whether people may apply on this day. */
    boolean isOpen(LocalDate today) {
        return isPublished() && (terms.until() == null || !today.isAfter(terms.until()));
    }
}
