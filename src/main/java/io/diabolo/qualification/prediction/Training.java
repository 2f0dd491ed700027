package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.prediction.LearnFromPast;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Learns from a workspace's own leads, those that were decided. */
@Component
class Training {
    private static final int MOST = 50_000;

    private final DSLContext sql;
    private final LeadHistory history;
    private final Clock clock;

    Training(DSLContext sql, LeadHistory history, Clock clock) {
        this.sql = sql;
        this.history = history;
        this.clock = clock;
    }

    /** Those that have been decided, the first first. Reads the index lead_by_status. */
    List<Known> decided() {
        return history.known(LEAD.STATUS.in("qualified", "disqualified"), MOST).stream()
                .filter(known -> known.qualified() != null)
                .sorted(Comparator.comparing(Known::begun).thenComparing(Known::lead))
                .toList();
    }

    static Trainability trainability(List<Known> decided) {
        var qualified = (int) decided.stream().filter(Training::isQualified).count();
        return new Trainability(decided.size(), qualified, decided.size() - qualified);
    }

    private static boolean isQualified(Known known) {
        return Boolean.TRUE.equals(known.qualified());
    }

    /** Null where the earlier or the later part holds too few of a kind. */
    @Nullable
    LeadModel learn(List<Known> decided) {
        var learned = LearnFromPast.from(decided.stream().map(Known::past).toList());
        return learned == null
                ? null
                : new LeadModel(
                        id(),
                        clock.instant(),
                        decided.size(),
                        trainability(decided).qualified(),
                        (int) decided.stream().filter(Known::imported).count(),
                        learned.cutAt(),
                        learned.goodness(),
                        learned.leftOut(),
                        learned.predictor());
    }

    private UUID id() {
        return (UUID) java.util.Objects.requireNonNull(sql.fetchValue("select uuidv7()"));
    }
}
