package io.diabolo.delivery;

import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;

/**
 * What a module adds to the page on which a new customer is handed over, such as what was promised before the signature.
 * A bean.
 */
interface BesideHandover {
    /** Null-free and perhaps empty; in the order in which the page shows them. */
    List<Part> of(UUID opportunity, Ui ui);

    /**
     * @param title as the reader reads it
     * @param missing what should be there and isn't, in words; empty when nothing is
     */
    record Part(String title, List<Line> lines, String missing) {}

    /** @param path where it leads, or empty */
    record Line(String label, String value, String path) {}
}
