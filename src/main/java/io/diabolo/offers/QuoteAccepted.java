package io.diabolo.offers;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/**
 * A quote was accepted: the deal is won, and what was signed is kept.
 *
 * @param by who answers for the quote
 * @param changeSet of which what follows is a consequence
 */
public record QuoteAccepted(
        WorkspaceId workspace, UUID quote, UUID opportunity, MemberId by, UUID changeSet, Instant at) {}
