package io.diabolo.journey;

import io.diabolo.web.Ui;
import java.util.List;

/** What a module shows with a hand-off as it stands now, such as the meeting that goes with it. A bean. */
public interface BesideHandoff {
    List<Line> of(Handoff handoff, Ui ui);

    /**
     * @param label as the reader reads it
     * @param path where it leads, or empty
     */
    record Line(String label, String value, String path) {}
}
