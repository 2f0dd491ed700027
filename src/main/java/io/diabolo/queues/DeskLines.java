package io.diabolo.queues;

import io.diabolo.web.Ui;
import java.util.List;

/**
 * How something stands that a role watches over, as lines at the top of its desk; a bean. It is asked each time a desk is
 * drawn, so it reads by an index.
 */
public interface DeskLines {
    /** @param desk the role acted in, such as {@code manager} */
    List<Line> of(String desk, Ui ui);

    /**
     * @param label what it is, in words
     * @param value how it stands, in words
     * @param late whether it needs somebody
     * @param path where it leads
     */
    record Line(String label, String value, boolean late, String path) {}
}
