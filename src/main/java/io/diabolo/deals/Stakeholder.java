package io.diabolo.deals;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who takes part in an opportunity on the customer's side.
 *
 * @param person whose name and title these are
 * @param part economic_buyer, champion, user, technical, legal, procurement or other
 * @param influence high, medium or low
 * @param stance supports, neutral, opposes or unknown
 * @param reportsTo another stakeholder of the same opportunity
 * @param sways those whom they influence, stakeholders of the same opportunity
 */
public record Stakeholder(
        UUID id,
        UUID opportunity,
        UUID person,
        String name,
        String title,
        String part,
        String influence,
        String stance,
        @Nullable UUID reportsTo,
        List<UUID> sways,
        String note,
        int version) {
    static final List<String> PARTS =
            List.of("economic_buyer", "champion", "user", "technical", "legal", "procurement", "other");
    static final List<String> INFLUENCES = List.of("high", "medium", "low");
    static final List<String> STANCES = List.of("supports", "neutral", "opposes", "unknown");

    boolean plays(String other) {
        return part.equals(other);
    }

    boolean isOfHighInfluence() {
        return influence.equals("high");
    }
}
