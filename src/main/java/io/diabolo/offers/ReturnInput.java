package io.diabolo.offers;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was put into the calculator of a product of a quote.
 *
 * @param values by input: low, expected, high
 */
record ReturnInput(UUID product, Map<String, List<BigDecimal>> values) {}
