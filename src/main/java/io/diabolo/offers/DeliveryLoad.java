package io.diabolo.offers;

import io.diabolo.platform.Actor;
import java.time.YearMonth;
import java.util.List;

/** What those who deliver have on already, told to operations beside an offer; a bean of the module that delivers. */
public interface DeliveryLoad {
    /**
     * @param running what is under way
     * @param coming what is expected to be signed, weighted
     * @param capacity how much can be led at once
     */
    record Month(YearMonth month, int running, double coming, int capacity) {
        public double free() {
            return capacity - running - coming;
        }
    }

    /** The next months, this one first. */
    List<Month> months(Actor me);
}
