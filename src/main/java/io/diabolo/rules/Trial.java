package io.diabolo.rules;

import java.util.List;

/**
 * What rules say of one real record, line by line.
 *
 * @param total what it comes to, in words
 */
public record Trial(String name, String path, String total, List<Line> lines) {
    public record Line(String says, boolean holds, String gives, boolean broken) {}
}
