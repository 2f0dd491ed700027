package io.diabolo.offers;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What stands in a quote's document and isn't the quote's own.
 *
 * @param parts what was contributed and is shown
 * @param pictures of those that came with one, by contribution
 * @param logo as a document shows it; empty without one
 */
record Annexed(List<ReturnShown> returns, List<Contribution> parts, Map<UUID, String> pictures, String logo) {}
