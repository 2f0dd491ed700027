package io.diabolo.bench;

import io.diabolo.automation.Engine;
import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ten thousand things that happened, through twenty automations that each ask two conditions and log why they didn't act. */
@Component
class Automating {
    private static final int EVENTS = 10_000;
    private static final int RULES = 20;
    private static final int TIMES = 3;
    private static final String NAME = "10,000 events through 20 automations";
    private static final String WRITE_RULES = """
            insert into automation (name, state, record_type, begins, plan, keeper_id, on_since)
            select 'Bench ' || n, 'on', 'company', 'event',
                   jsonb_build_object('record_type', 'company',
                       'trigger', jsonb_build_object('begins', 'event', 'event', 'clock_warned'), 'most_an_hour', 100000,
                       'conditions', jsonb_build_array('filled(company.name)', 'company.headcount > ' || 1000000 + n),
                       'actions', jsonb_build_array()),
                   ?, now() - interval '1 day'
            from generate_series(1, ?) n
            """;
    private static final String HAPPEN = """
            insert into automation_inbox (key, event, record_type, record_id)
            select 'clock_warned/' || id || '/' || ?, 'clock_warned', 'company', id from company order by id limit ?
            """;
    private static final String PLAIN = """
            insert into automation_run (automation_id, number, key, event, record_type, record_id, at, due_at, state, verdicts)
            select a.id, 1, 'plain/' || ? || c.id, 'clock_warned', 'company', c.id, now(), now(),
                   case when c.headcount > 1000000 then 'acting' else 'unmet' end, '[]'
            from automation a cross join (select id, headcount from company order by id limit ?) c
            where a.name like 'Bench %'
            """;
    private final Bare bare;
    private final Engine engine;
    private final Members members;

    Automating(Bare bare, Engine engine, Members members) {
        this.bare = bare;
        this.engine = engine;
        this.members = members;
    }

    List<Measure> measures(WorkspaceId workspace) {
        return List.of(new Measure(NAME, "write", EVENTS, 1, () -> take(workspace)));
    }

    private Result take(WorkspaceId workspace) throws Exception {
        var me = members.firstAdministrator(workspace).member().value();
        bare.rows(WRITE_RULES, me, RULES);
        var mine = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        try {
            for (var time = 0; time < TIMES; time++) {
                bare.rows(HAPPEN, Integer.toString(time), EVENTS);
                mine.add(Measure.timed(_ -> WorkspaceScope.run(workspace, () -> engine.here(Instant.now())), time));
                plain.add(Measure.timed(at -> bare.rows(PLAIN, Integer.toString(at), EVENTS), time));
            }
        } finally {
            forget();
        }
        return new Result(
                NAME,
                "write",
                EVENTS,
                1,
                Measure.at(mine, .5),
                Measure.at(mine, .95),
                Measure.at(plain, .5),
                EVENTS / Measure.at(mine, .5) * 1e3,
                EVENTS / Measure.at(plain, .5) * 1e3);
    }

    private void forget() throws SQLException {
        bare.rows("delete from automation where name like 'Bench %'");
    }
}
