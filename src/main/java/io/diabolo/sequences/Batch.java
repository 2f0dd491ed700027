package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;

import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.jooq.tables.records.EnrollmentStepRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** Some runs that go on in one transaction: what they share is read once, what they do is written together. */
final class Batch {
    private final Instant now;
    private final DSLContext sql;
    private final SendingDays days;
    private final Map<Object, WorkingCalendar> calendars = new HashMap<>();
    private final Map<Object, List<Step>> steps = new HashMap<>();
    private final Set<Done> done = new HashSet<>();
    private final List<EnrollmentStepRecord> taken = new ArrayList<>();
    private final List<EnrollmentRecord> changed = new ArrayList<>();

    Batch(Instant now, DSLContext sql) {
        this.now = now;
        this.sql = sql;
        this.days = new SendingDays(sql);
    }

    private record Done(UUID enrollment, String step) {}

    Instant now() {
        return now;
    }

    SendingDays days() {
        return days;
    }

    WorkingCalendar calendar(Object key, Supplier<WorkingCalendar> reading) {
        return calendars.computeIfAbsent(key, _ -> reading.get());
    }

    List<Step> steps(Object key, Supplier<List<Step>> reading) {
        return steps.computeIfAbsent(key, _ -> reading.get());
    }

    /** Reads what these runs have done: their rows are locked, so nobody adds to it. */
    void entered(Collection<UUID> runs) {
        sql.select(ENROLLMENT_STEP.ENROLLMENT_ID, ENROLLMENT_STEP.STEP)
                .from(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.in(runs))
                .forEach(row -> done.add(new Done(row.value1(), row.value2())));
    }

    /** False when this step was done before: it isn't done twice. */
    boolean begins(EnrollmentRecord run, Step step) {
        return done.add(new Done(run.getId(), step.key()));
    }

    EnrollmentStepRecord take(EnrollmentRecord run, Step step, String state) {
        var row = sql.newRecord(ENROLLMENT_STEP);
        row.setEnrollmentId(run.getId());
        row.setStep(step.key());
        row.setSequenceId(run.getSequenceId());
        row.setKind(step.kind().id());
        row.setState(state);
        row.setVariant("");
        row.setAt(now.atOffset(ZoneOffset.UTC));
        taken.add(row);
        return row;
    }

    void change(EnrollmentRecord run) {
        run.setUpdatedAt(now.atOffset(ZoneOffset.UTC));
        changed.add(run);
    }

    void write() {
        sql.batchInsert(taken).execute();
        sql.batchUpdate(changed).execute();
        days.keep();
    }
}
