package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.qualification.prediction.Goodness.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Learns from a workspace's own leads. How good it is, is tried on the last three tenths: learned is then only from leads
 * that came and were decided before those began. What is used afterwards is learned from all.
 */
@Component
class Training {
    private static final int MOST = 50_000;
    private static final double EARLIER = 0.7;
    /** A single field that tells more than this was filled in once the outcome was known. */
    private static final double TOO_GOOD = 0.93;

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
        var cut = decided.get((int) (decided.size() * EARLIER)).begun();
        var leftOut = tooGood(decided);
        var earlier = decided.stream().filter(known -> isBefore(known, cut)).toList();
        var later =
                decided.stream().filter(known -> !known.begun().isBefore(cut)).toList();
        if (isOneSided(earlier) || isOneSided(later)) {
            return null;
        }
        var tried = LearnPredictor.from(samples(earlier, leftOut));
        var goodness = Goodness.of(samples(later, leftOut).stream()
                .map(sample -> new Outcome(tried.probability(sample.traits()), sample.positive()))
                .toList());
        return new LeadModel(
                id(),
                clock.instant(),
                decided.size(),
                trainability(decided).qualified(),
                (int) decided.stream().filter(Known::imported).count(),
                cut,
                goodness,
                leftOut,
                LearnPredictor.from(samples(decided, leftOut)));
    }

    private UUID id() {
        return (UUID) java.util.Objects.requireNonNull(sql.fetchValue("select uuidv7()"));
    }

    private static boolean isBefore(Known known, Instant cut) {
        var decided = known.decided();
        return known.begun().isBefore(cut) && (decided == null || decided.isBefore(cut));
    }

    private static boolean isOneSided(List<Known> some) {
        var qualified = some.stream().filter(Training::isQualified).count();
        return qualified < 10 || some.size() - qualified < 10;
    }

    private static List<Sample> samples(List<Known> some, List<String> leftOut) {
        return some.stream().map(known -> without(known.sample(), leftOut)).toList();
    }

    private static Sample without(Sample sample, List<String> leftOut) {
        return new Sample(without(sample.traits(), leftOut), sample.positive());
    }

    /** What isn't learned from isn't predicted from either. */
    static Traits without(Traits traits, List<String> leftOut) {
        if (leftOut.isEmpty()) {
            return traits;
        }
        var words = new HashMap<>(traits.words());
        var numbers = new HashMap<>(traits.numbers());
        words.keySet().removeAll(leftOut);
        numbers.keySet().removeAll(leftOut);
        return new Traits(words, numbers);
    }

    /** By the share qualified of each of a field's words, those missing too. */
    private static List<String> tooGood(List<Known> decided) {
        var fields = new TreeSet<String>();
        decided.forEach(known -> fields.addAll(known.traits().words().keySet()));
        return fields.stream().filter(field -> alone(field, decided) > TOO_GOOD).toList();
    }

    private static double alone(String field, List<Known> decided) {
        var counts = new HashMap<String, int[]>();
        for (var known : decided) {
            var count = counts.computeIfAbsent(word(field, known), _ -> new int[2]);
            count[0]++;
            count[1] += isQualified(known) ? 1 : 0;
        }
        var outcomes = new ArrayList<Outcome>();
        for (var known : decided) {
            var count = counts.getOrDefault(word(field, known), new int[] {1, 0});
            // A word that came once or twice tells nothing but itself.
            var share = count[0] < Encoding.FREQUENT ? 0 : (double) count[1] / count[0];
            outcomes.add(new Outcome(share, isQualified(known)));
        }
        outcomes.sort(Comparator.comparingDouble(Outcome::predicted));
        return Goodness.auc(outcomes);
    }

    private static String word(String field, Known known) {
        return known.traits().words().getOrDefault(field, "");
    }
}
