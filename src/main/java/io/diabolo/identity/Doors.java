package io.diabolo.identity;

import java.util.List;

/**
 * By what a member comes in besides the password, and where they are in.
 *
 * @param passkeys how many
 * @param tokens how many
 */
record Doors(
        boolean secondFactor, int passkeys, int tokens, List<OutsideSignIns.Link> links, List<OpenSession> sessions) {}
