package io.diabolo.offers;

import java.util.UUID;

/** A module in which something comes of an accepted quote, such as an order. A bean. */
public interface FollowsAcceptance {
    /** Whether it stands already. */
    boolean stands(UUID quote);
}
