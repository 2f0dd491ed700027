package io.diabolo.offers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the lines of a quote promise, as one hash: names, words, quantities, periods and ramps, but not what they cost. A
 * further version with the same lines has the same one, and so does one with another discount.
 */
final class Substance {
    private static final char GAP = '\u001f';

    private Substance() {}

    static String of(List<QuoteLine> lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            var period = line.period();
            text.append(line.kind())
                    .append(GAP)
                    .append(line.product())
                    .append(GAP)
                    .append(line.name())
                    .append(GAP)
                    .append(line.description())
                    .append(GAP)
                    .append(line.unit())
                    .append(GAP)
                    .append(Input.text(line.quantity()))
                    .append(GAP)
                    .append(period == null ? "" : period.id())
                    .append(GAP)
                    .append(line.optional())
                    .append(line.belongs());
            // That what is used is invoiced is promised; at which price isn't asked here.
            if (line.tiers().metered()) {
                text.append(GAP).append("metered");
            }
            line.ramp().forEach(step -> {
                var quantity = step.quantity();
                text.append(GAP).append(step.year()).append(':').append(quantity == null ? "" : Input.text(quantity));
            });
            text.append('\n');
        }
        return Pdf.hash(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
