package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.diabolo.platform.Actor;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What came of a sequence: people in all, and mails step by step. Whether a mail was opened is neither asked nor known. */
@Service
public class SequenceFigures {
    private final DSLContext sql;

    SequenceFigures(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * In runs. Each is counted where it is so; a run may have been answered and met.
     *
     * @param underWay of those enrolled, how many still run or are paused
     * @param contacted to whom a mail left, or with whom a task was done
     */
    public record Whole(
            long enrolled,
            long underWay,
            long contacted,
            long sent,
            long answered,
            long meetings,
            long bounced,
            long optedOut) {
        static final Whole NONE = new Whole(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Of one step, or one variant of it.
     *
     * @param done tasks done, for a step by hand
     */
    public record Part(
            String step,
            String variant,
            long sent,
            long done,
            long skipped,
            long answered,
            long meetings,
            long bounced,
            long optedOut) {}

    /**
     * By sequence, of the runs that {@code me} may see.
     *
     * @param only one; null: all
     */
    @Transactional(readOnly = true)
    public Map<UUID, Whole> whole(@Nullable UUID only, Actor me) {
        var which = (only == null ? noCondition() : ENROLLMENT.SEQUENCE_ID.eq(only))
                .and(Visible.to(me, List.of(ENROLLMENT.OWNER_ID)));
        var all = new HashMap<UUID, Whole>();
        var runs = new HashMap<UUID, long[]>();
        sql.select(ENROLLMENT.SEQUENCE_ID, count(), count().filterWhere(ENROLLMENT.STATE.in("running", "paused")))
                .from(ENROLLMENT)
                .where(which)
                .groupBy(ENROLLMENT.SEQUENCE_ID)
                .forEach(row -> runs.put(row.value1(), new long[] {row.value2(), row.value3()}));
        sql.select(
                        ENROLLMENT_STEP.SEQUENCE_ID,
                        runsWith(ENROLLMENT_STEP.STATE.in("sent", "done")),
                        count().filterWhere(ENROLLMENT_STEP.STATE.eq("sent")),
                        runsWith(ENROLLMENT_STEP.ANSWERED_AT.isNotNull()),
                        runsWith(ENROLLMENT_STEP.MET_AT.isNotNull()),
                        runsWith(ENROLLMENT_STEP.BOUNCED_AT.isNotNull()),
                        runsWith(ENROLLMENT_STEP.OPTED_OUT_AT.isNotNull()))
                .from(ENROLLMENT_STEP)
                .join(ENROLLMENT)
                .on(ENROLLMENT.WORKSPACE_ID.eq(ENROLLMENT_STEP.WORKSPACE_ID))
                .and(ENROLLMENT.ID.eq(ENROLLMENT_STEP.ENROLLMENT_ID))
                .where(which)
                .groupBy(ENROLLMENT_STEP.SEQUENCE_ID)
                .forEach(row -> {
                    var of = runs.getOrDefault(row.value1(), new long[2]);
                    all.put(
                            row.value1(),
                            new Whole(
                                    of[0],
                                    of[1],
                                    row.value2(),
                                    row.value3(),
                                    row.value4(),
                                    row.value5(),
                                    row.value6(),
                                    row.value7()));
                });
        runs.forEach((id, of) -> all.putIfAbsent(id, new Whole(of[0], of[1], 0, 0, 0, 0, 0, 0)));
        return all;
    }

    private static Field<Integer> runsWith(Condition which) {
        return countDistinct(when(which, ENROLLMENT_STEP.ENROLLMENT_ID));
    }

    /** Step by step, variant by variant, over all versions. Reads the index enrollment_step_figures. */
    @Transactional(readOnly = true)
    public List<Part> parts(UUID sequence, Actor me) {
        return sql.select(
                        ENROLLMENT_STEP.STEP,
                        ENROLLMENT_STEP.VARIANT,
                        many(ENROLLMENT_STEP.STATE.eq("sent")),
                        many(ENROLLMENT_STEP.STATE.eq("done")),
                        many(ENROLLMENT_STEP.STATE.eq("skipped")),
                        many(ENROLLMENT_STEP.ANSWERED_AT.isNotNull()),
                        many(ENROLLMENT_STEP.MET_AT.isNotNull()),
                        many(ENROLLMENT_STEP.BOUNCED_AT.isNotNull()),
                        many(ENROLLMENT_STEP.OPTED_OUT_AT.isNotNull()))
                .from(ENROLLMENT_STEP)
                .join(ENROLLMENT)
                .on(ENROLLMENT.WORKSPACE_ID.eq(ENROLLMENT_STEP.WORKSPACE_ID))
                .and(ENROLLMENT.ID.eq(ENROLLMENT_STEP.ENROLLMENT_ID))
                .where(ENROLLMENT_STEP.SEQUENCE_ID.eq(sequence))
                .and(Visible.to(me, List.of(ENROLLMENT.OWNER_ID)))
                .groupBy(ENROLLMENT_STEP.STEP, ENROLLMENT_STEP.VARIANT)
                .orderBy(ENROLLMENT_STEP.STEP, ENROLLMENT_STEP.VARIANT)
                .fetch(row -> new Part(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    private static Field<Long> many(Condition which) {
        return count().filterWhere(which).cast(Long.class);
    }

    /** Which of a mail's variants does better, by answers and by meetings. */
    record Comparison(
            String step,
            List<Part> variants,
            List<Significance.Figure> byAnswers,
            List<Significance.Figure> byMeetings) {}

    static List<Comparison> comparisons(List<Step> steps, List<Part> parts) {
        var of = new LinkedHashMap<String, List<Part>>();
        for (var step : steps) {
            if (step.variants().size() > 1) {
                var all = new ArrayList<Part>();
                for (var variant : step.variants()) {
                    all.add(parts.stream()
                            .filter(part -> part.step().equals(step.key())
                                    && part.variant().equals(variant.id()))
                            .findFirst()
                            .orElse(new Part(step.key(), variant.id(), 0, 0, 0, 0, 0, 0, 0)));
                }
                of.put(step.key(), all);
            }
        }
        return of.entrySet().stream()
                .map(one -> new Comparison(
                        one.getKey(),
                        one.getValue(),
                        Significance.all(one.getValue().stream()
                                .map(part -> new long[] {part.answered(), part.sent()})
                                .toList()),
                        Significance.all(one.getValue().stream()
                                .map(part -> new long[] {part.meetings(), part.sent()})
                                .toList())))
                .toList();
    }
}
