package io.diabolo.qualification;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.inline;

import java.time.LocalDate;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What comes first among leads that nobody waits for, as another module knows it: the strategic choices of the managers. A
 * bean; queues of leads order by it before they look at the score, and say it.
 */
public interface LeadPriority {
    /** Null on a day on which nothing is to be preferred. Asked once for each queue that is drawn. */
    @Nullable
    Order on(LocalDate day);

    /**
     * Over the tables lead and, joined, company.
     *
     * @param rank from 1, the most important; {@link #NONE} for a lead that no choice speaks of
     * @param name of the choice; null where there is none
     */
    record Order(Field<Integer> rank, Field<String> name) {
        public static final int NONE = 9;

        /** All leads are alike. As a number alone it would be a column's place. */
        public static final Order ALIKE =
                new Order(cast(inline(NONE), Integer.class), inline((String) null, String.class));
    }
}
