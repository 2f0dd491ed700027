package io.diabolo.identity;

import io.diabolo.platform.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member's way in for programs; the secret itself was shown once. */
public record ApiToken(
        UUID id,
        String name,
        Scope scope,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt) {}
