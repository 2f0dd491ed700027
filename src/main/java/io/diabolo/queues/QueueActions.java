package io.diabolo.queues;

import io.diabolo.web.Ui;
import java.util.List;

/** What may be done at once about an entry of a queue, each by one key; a bean of the module whose entry it is. */
public interface QueueActions {
    /** Empty for the entries of others. */
    List<Action> of(QueueEntry entry, Ui ui);

    /**
     * @param key the key that does it; j, k, o, s and g are the queue's own
     * @param label as the reader reads it
     * @param path where it is done
     * @param posted pressed, it posts with the parameter {@code back}; else it leads to a page
     * @param main whether it is what comes next
     */
    record Action(String key, String label, String path, boolean posted, boolean main) {}
}
