package io.diabolo.bench;

import io.diabolo.identity.Members;
import io.diabolo.identity.Tokens;
import io.diabolo.platform.ConsoleCommand;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * {@code bench}: measures a running server with a generated workspace. The launcher starts the server, alone on its data,
 * and gives its address, process and starting time: {@code URL PID READY_MS SETUP_LINK ROWS JSON NAME…}.
 */
@Component
class BenchCommand implements ConsoleCommand {
    private static final String COLD_START = "cold start";
    private static final String JAVA = "memory of Java, MiB";
    private static final String POSTGRESQL = "memory of PostgreSQL, MiB";

    private final DSLContext sql;
    private final Members members;
    private final Tokens tokens;
    private final Generate generate;
    private final Bare bare;
    private final Reads reads;
    private final Writes writes;
    private final Submitting submitting;
    private final Ticketing ticketing;
    private final Using using;
    private final Caring caring;
    private final Serving serving;
    private final Automating automating;
    private final Cadences cadences;
    private final Judging judging;
    private final Forecasting forecasting;
    private final Simulating simulating;
    private final Reporting reporting;
    private final Watching watching;
    private final Printing printing;
    private final Titles titles;
    private final Twins twins;
    private final Loads loads;
    private final Register register;

    BenchCommand(
            DSLContext sql,
            Members members,
            Tokens tokens,
            Generate generate,
            Bare bare,
            Reads reads,
            Writes writes,
            Submitting submitting,
            Ticketing ticketing,
            Using using,
            Caring caring,
            Serving serving,
            Automating automating,
            Cadences cadences,
            Judging judging,
            Forecasting forecasting,
            Simulating simulating,
            Reporting reporting,
            Watching watching,
            Printing printing,
            Titles titles,
            Twins twins,
            Loads loads,
            Register register) {
        this.sql = sql;
        this.members = members;
        this.tokens = tokens;
        this.generate = generate;
        this.bare = bare;
        this.reads = reads;
        this.writes = writes;
        this.submitting = submitting;
        this.ticketing = ticketing;
        this.using = using;
        this.caring = caring;
        this.serving = serving;
        this.automating = automating;
        this.cadences = cadences;
        this.judging = judging;
        this.forecasting = forecasting;
        this.simulating = simulating;
        this.reporting = reporting;
        this.watching = watching;
        this.printing = printing;
        this.titles = titles;
        this.twins = twins;
        this.loads = loads;
        this.register = register;
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            return measure(args, out, err);
        } catch (IOException | SQLException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int measure(List<String> args, PrintStream out, PrintStream err) throws IOException, SQLException {
        var visitor = new Visitor(args.get(0));
        var pid = Long.parseLong(args.get(1));
        int rows = Integer.parseInt(args.get(4));
        var wanted = args.subList(6, args.size());
        if (args.get(3).isEmpty()) {
            visitor.signIn();
        } else {
            visitor.setUp(args.get(3));
        }
        var workspace = new WorkspaceId(sql.select(org.jooq.impl.DSL.field("first_workspace()", UUID.class))
                .fetchSingle()
                .value1());
        var all = all(visitor, workspace, rows);
        for (var name : wanted) {
            if (!isAnything(name, all)) {
                err.println("there is nothing to measure that is called " + name);
                return 2;
            }
        }
        generate.fill(workspace, rows, err);
        bare.enter(workspace);
        // What is measured is the move; answering a sheet first is a person's work.
        bare.together(new Object[] {"insert into sheet_setting (required) values (false) on conflict do nothing"});
        visitor.bear(WorkspaceScope.in(
                workspace, () -> tokens.create("bench", Scope.ADMIN, null, members.firstAdministrator(workspace))));
        var report = new Report(rows, out, err, args.get(5).isEmpty() ? null : Path.of(args.get(5)));
        report.tell(Result.load(COLD_START, 1, Double.parseDouble(args.get(2))), wanted);
        var failed = false;
        // A first round that isn't counted: a busy server has compiled long ago what it does all day. What is to be
        // cold
        // isn't asked twice.
        for (var measure : all) {
            if (isWanted(measure.name(), wanted) && isWarmed(measure)) {
                failed |= taken(measure, err).isEmpty();
            }
        }
        for (var measure : all) {
            if (isWanted(measure.name(), wanted)) {
                var result = taken(measure, err);
                if (result.isPresent()) {
                    report.tell(result.get(), wanted);
                }
                failed |= result.isEmpty();
                bare.rest();
            }
        }
        if (isWanted(LivePages.NAME, wanted)) {
            try {
                for (var result : LivePages.take(visitor, pid)) {
                    report.tell(result, wanted);
                }
            } catch (IOException | RuntimeException e) {
                e.printStackTrace(err);
                failed = true;
            }
        }
        report.tell(Result.load(JAVA, 1, Memory.ofProcess(pid)), wanted);
        report.tell(Result.load(POSTGRESQL, 1, Memory.ofChildren(bare.postmaster())), wanted);
        bare.rest();
        return failed ? 1 : 0;
    }

    /** Whether anything is measured that a name asks for. */
    private static boolean isAnything(String name, List<Measure> all) {
        return Stream.concat(
                        Stream.of(COLD_START, LivePages.NAME, JAVA, POSTGRESQL),
                        all.stream().map(Measure::name))
                .anyMatch(one -> isWanted(one, List.of(name)));
    }

    private static boolean isWarmed(Measure measure) {
        return measure.kind().equals("read")
                && measure.clients() == 1
                && !measure.name().contains("cold");
    }

    /** Empty if it failed: the others' figures, of an hour perhaps, aren't lost with it. */
    private static Optional<Result> taken(Measure measure, PrintStream err) {
        try {
            return Optional.of(measure.take());
        } catch (RuntimeException e) {
            e.printStackTrace(err);
            return Optional.empty();
        }
    }

    private List<Measure> all(Visitor visitor, WorkspaceId workspace, int rows) {
        var all = new ArrayList<Measure>();
        all.addAll(reads.measures(visitor, rows));
        all.addAll(writes.measures(visitor, workspace, rows));
        all.addAll(submitting.measures(visitor, rows));
        all.addAll(ticketing.measures(visitor, rows));
        all.addAll(using.measures(visitor, rows));
        all.addAll(caring.measures(visitor));
        all.addAll(serving.measures(visitor, workspace));
        all.addAll(automating.measures(workspace));
        all.addAll(cadences.measures(visitor, workspace));
        all.addAll(judging.measures(visitor, workspace, rows));
        all.addAll(forecasting.measures(visitor, rows));
        all.addAll(simulating.measures(visitor, rows));
        all.addAll(reporting.measures(visitor, rows));
        all.addAll(watching.measures(visitor, rows));
        all.addAll(printing.measures(visitor));
        all.addAll(titles.measures());
        all.addAll(twins.measures(visitor, rows));
        all.addAll(loads.measures(visitor, workspace, rows));
        all.addAll(register.measures(visitor, rows));
        return all;
    }

    static boolean isWanted(String name, List<String> wanted) {
        return wanted.isEmpty() || wanted.stream().anyMatch(name::contains);
    }
}
