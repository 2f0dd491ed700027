package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.organisation.Simulation.Course;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.roles.CanonicalRole;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many of each role a goal needs, and what a change of the team would bring. It writes nothing. */
@Service
class Manning {
    static final int MONTHS = 24;
    static final int RUNS = 1_000;
    static final int MOST_RUNS = 5_000;
    static final int MOST_HIRES = 12;
    private static final int MOST_PEOPLE = 200;
    private static final int MOST_RAMP = 24;

    private final Coverage coverage;
    private final Positions positions;

    Manning(Coverage coverage, Positions positions) {
        this.coverage = coverage;
        this.positions = positions;
    }

    /** @param seed of the simulation; the same gives the same */
    record Question(@Nullable Double goal, List<Hire> hires, int runs, long seed) {}

    /**
     * @param needs null without a goal
     * @param changed null where no change was asked for
     */
    record Answer(
            CoverageMap map,
            Needs.@Nullable Answer needs,
            Course today,
            @Nullable Course changed) {}

    /** Whether somebody may see what the whole workspace sells. */
    static boolean maySee(Actor me) {
        return Coverage.seesWork(me);
    }

    /**
     * @throws NotAllowed for who doesn't see all records: a part of them would look like little work
     * @throws BadInput for what can't be simulated
     */
    @Transactional(readOnly = true)
    public Answer of(Question question, Actor me) {
        if (!maySee(me)) {
            throw new NotAllowed("organisation-work");
        }
        check(question);
        var map = coverage.map(null, me);
        var first = YearMonth.from(coverage.today());
        var simulation = new Simulation(map.assumptions(), Workforce.of(map, usual()), first, MONTHS);
        var today = simulation.play(List.of(), question.runs(), question.seed());
        var changed =
                question.hires().isEmpty() ? null : simulation.play(question.hires(), question.runs(), question.seed());
        var goal = question.goal();
        return new Answer(map, goal == null ? null : Needs.of(goal, map), today, changed);
    }

    private Map<CanonicalRole, List<Stage>> usual() {
        return CanonicalRole.catalogue().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        role -> positions.usual(role).stream()
                                .map(id -> Stage.named(id).orElseThrow())
                                .toList()));
    }

    private static void check(Question question) {
        if (question.hires().size() > MOST_HIRES) {
            throw new BadInput("hires", "manning.fault.hires", MOST_HIRES);
        }
        var goal = question.goal();
        if (goal != null && (goal < 0 || goal > 1e12 || !Double.isFinite(goal))) {
            throw new BadInput("goal", "manning.fault.goal");
        }
        if (question.runs() < 0 || question.runs() > MOST_RUNS) {
            throw new BadInput("runs", "position.fault.between", 0, MOST_RUNS);
        }
        for (var hire : question.hires()) {
            if (Math.abs(hire.count()) > MOST_PEOPLE || hire.count() == 0) {
                throw new BadInput("hires", "manning.fault.count", MOST_PEOPLE);
            }
            if (hire.ramp() < 0 || hire.ramp() > MOST_RAMP) {
                throw new BadInput("hires", "position.fault.between", 0, MOST_RAMP);
            }
        }
    }
}
