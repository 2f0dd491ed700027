package io.diabolo.delivery;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed about a contract after its signature.
 *
 * @param effectiveOn since when it holds, which may lie before it was written down
 */
record Amendment(UUID id, Kind kind, LocalDate effectiveOn, String note, String by, Instant recordedAt) {
    enum Kind {
        CHANGE,
        INDEXATION,
        RENEWAL,
        END,
        RESUMPTION;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** What an amendment does to the lines that run on its day. */
    sealed interface Change {
        /** It costs something else from then on; what was agreed for later stays. */
        record Priced(UUID line, BigDecimal quantity, long minor) implements Change {}

        record Removed(UUID line) implements Change {}

        record Added(@Nullable UUID product, String name, BigDecimal quantity, Money amount, Recurrence period)
                implements Change {}

        /** All of them dearer, or cheaper, by hundredths of a percent; each rounded half up. */
        record Indexed(int hundredths) implements Change {}
    }

    /** An amendment as it is asked for. */
    record Wanted(LocalDate effectiveOn, Kind kind, String note, List<Change> changes) {}
}
