package io.diabolo.bench;

import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.sequences.Sequence;
import io.diabolo.sequences.SequencePlan;
import io.diabolo.sequences.SequenceState;
import io.diabolo.sequences.Sequences;
import io.diabolo.sequences.Step;
import io.diabolo.sequences.StepKind;
import io.diabolo.sequences.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten thousand leads taken into a sequence, and a tick over a hundred thousand runs. */
@Component
class Cadences {
    private static final int ENROLLED = 10_000;
    private static final int RUNS = 100_000;
    private static final int TIMES = 3;
    /** In a year to which the server's own tick doesn't come. */
    private static final Instant THEN = Instant.parse("2035-01-08T10:00:00Z");

    private static final String ENROLL = """
            insert into enrollment (sequence_id, number, lead_id, person_id, owner_id, due, created_in)
            select ?, 1, l.id, l.person_id, ?, now(), null from lead l
            where l.stage = 'lead' and l.deleted_at is null and l.person_id is not null
              and not exists (select from enrollment e where e.person_id = l.person_id and e.state in ('running', 'paused'))
            order by l.created_at, l.id limit\s""" + ENROLLED;
    private static final String FILL = """
            insert into enrollment (sequence_id, number, lead_id, person_id, owner_id, due)
            select ?, 1, l.id, l.person_id, ?, ? from (
                select id, person_id from lead where stage = 'lead' and deleted_at is null and person_id is not null
                order by id limit 20000) l
            cross join generate_series(1, 40) limit\s""" + RUNS;
    private static final String ADVANCE =
            "update enrollment set position = position + 1, due = ?, updated_at = now() where sequence_id = ? and due <= ?";

    private final Bare bare;
    private final ServerJobs jobs;
    private final DSLContext sql;
    private final Sequences sequences;
    private final Tick tick;
    private final Members members;
    private final TransactionTemplate transactions;

    Cadences(
            Bare bare,
            ServerJobs jobs,
            DSLContext sql,
            Sequences sequences,
            Tick tick,
            Members members,
            TransactionTemplate transactions) {
        this.bare = bare;
        this.jobs = jobs;
        this.sql = sql;
        this.sequences = sequences;
        this.tick = tick;
        this.members = members;
        this.transactions = transactions;
    }

    List<Measure> measures(Visitor visitor, WorkspaceId workspace) {
        return List.of(
                new Measure("enrol 10,000 leads", "write", ENROLLED, 1, () -> enrol(visitor, workspace)),
                new Measure("a tick over 100,000 enrolments", "write", RUNS, 1, () -> tick(workspace)));
    }

    private Sequence active(WorkspaceId workspace) {
        var me = members.firstAdministrator(workspace);
        var steps = new ArrayList<Step>();
        for (var i = 0; i < 10; i++) {
            steps.add(new Step("w" + i, StepKind.WAIT, 3, "days", "", "", "", List.of()));
        }
        steps.add(new Step("t", StepKind.TASK, 0, "days", "Fin", "", "", List.of()));
        return java.util.Objects.requireNonNull(WorkspaceScope.in(
                workspace,
                () -> transactions.execute(_ -> sequences.become(
                        sequences.create(SequencePlan.of("Bench", steps), me).id(), SequenceState.ACTIVE, me))));
    }

    private Result enrol(Visitor visitor, WorkspaceId workspace) throws Exception {
        var sequence = active(workspace);
        var me = members.firstAdministrator(workspace).member().value();
        var mine = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        for (var time = 0; time < TIMES; time++) {
            bare.rows("delete from enrollment");
            var ids = ids(workspace);
            mine.add(Measure.timed(_ -> enrolByProduct(visitor, sequence.id(), ids), time));
            bare.rows("delete from enrollment");
            plain.add(Measure.timed(_ -> bare.rows(ENROLL, sequence.id(), me), time));
        }
        bare.rows("delete from enrollment");
        return result("enrol 10,000 leads", ENROLLED, mine, plain);
    }

    private String ids(WorkspaceId workspace) {
        var all = java.util.Objects.requireNonNull(WorkspaceScope.in(
                workspace,
                () -> transactions.execute(_ -> sql.resultQuery(
                                "select id from lead where stage = 'lead' and deleted_at is null and person_id is not null order by created_at, id limit "
                                        + ENROLLED)
                        .fetch()
                        .getValues(0, UUID.class))));
        return String.join(",", all.stream().map(id -> "\"" + id + "\"").toList());
    }

    private void enrolByProduct(Visitor visitor, UUID sequence, String ids) throws Exception {
        jobs.finish(
                "enrollment",
                () -> visitor.post(
                        "/api/v1/enrollments", "{\"sequence\":\"" + sequence + "\",\"leads\":[" + ids + "]}"));
    }

    private Result tick(WorkspaceId workspace) throws Exception {
        var sequence = active(workspace);
        var me = members.firstAdministrator(workspace).member().value();
        bare.rows("delete from enrollment");
        bare.rows(FILL, sequence.id(), me, utc(THEN));
        bare.rows("analyze enrollment");
        var mine = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        var now = THEN;
        for (var time = 0; time < TIMES; time++) {
            var at = now;
            mine.add(Measure.timed(_ -> WorkspaceScope.run(workspace, () -> tick.here(at)), time));
            now = at.plus(Duration.ofDays(10));
            var then = utc(now);
            plain.add(Measure.timed(_ -> bare.rows(ADVANCE, then, sequence.id(), then), time));
        }
        bare.rows("delete from enrollment");
        return result("a tick over 100,000 enrolments", RUNS, mine, plain);
    }

    private static Result result(String name, int rows, ArrayList<Double> mine, ArrayList<Double> plain) {
        var median = Measure.at(mine, .5);
        var plainMedian = Measure.at(plain, .5);
        return new Result(
                name,
                "write",
                rows,
                1,
                median,
                Measure.at(mine, .95),
                plainMedian,
                rows / median * 1e3,
                rows / plainMedian * 1e3);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
