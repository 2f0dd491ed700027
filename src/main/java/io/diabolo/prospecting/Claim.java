package io.diabolo.prospecting;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody works on a company until then, so nobody else does.
 *
 * @param name of the member, as colleagues read it
 */
public record Claim(UUID id, UUID company, MemberId member, String name, Instant since, Instant until) {
    public boolean isOf(MemberId other) {
        return member.equals(other);
    }
}
