package io.diabolo.queues;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What the managers have chosen to come first, for pages that cite it; a bean of the module that keeps it. */
public interface Priorities {
    /** Those that hold on one of these days at least, the most important first; everybody may know them. */
    List<Chosen> during(LocalDate from, LocalDate until);

    /** @param importance high, normal or low */
    record Chosen(UUID id, String name, String importance, String path) {}
}
