package io.diabolo.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.configuration.ConfigurationImports;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.CustomFields;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What sales operations let happen by itself happens as the trial said, once, and never in circles. */
@DiaboloTest
class AutomationTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Automations automations;
    private final Engine engine;
    private final Trials trials;
    private final RunLog log;
    private final RunOnExisting existing;
    private final TransactionTemplate transactions;
    private final Settings settings;

    /** What an administrator sets besides. */
    record Settings(CustomFields fields, ConfigurationImports imports, Undo undo) {}

    AutomationTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Automations automations,
            Engine engine,
            Trials trials,
            RunLog log,
            RunOnExisting existing,
            TransactionTemplate transactions,
            CustomFields fields,
            ConfigurationImports imports,
            Undo undo) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.automations = automations;
        this.engine = engine;
        this.trials = trials;
        this.log = log;
        this.existing = existing;
        this.transactions = transactions;
        this.settings = new Settings(fields, imports, undo);
    }

    private UUID company(Given given, String name, String city) {
        return given.in(() -> records.create(
                        types.byPlural("companies"),
                        Map.of(
                                "name",
                                name,
                                "city",
                                city,
                                "owner",
                                given.administrator().member().value().toString()),
                        given.administrator())
                .record()
                .id());
    }

    private void change(Given given, UUID company, Map<String, String> values) {
        given.run(() -> records.update(types.byPlural("companies"), company, values, null, given.administrator()));
    }

    private static Action task() {
        return new Action("task", Map.of("subject", "Appeler", "days", "1", "to", "owner"));
    }

    private static Plan ofBrest(Action... actions) {
        return Plan.of("company", Trigger.on("created"), 0, List.of("company.city == \"Brest\""), actions);
    }

    private UUID on(Given given, Plan plan, Actor me) {
        return given.in(() -> {
            var id = automations.create("Essai", plan, me);
            automations.become(id, true, me);
            return id;
        });
    }

    private void goOn(Given given, Duration later) {
        WorkspaceScope.run(given.workspace(), () -> engine.here(Instant.now().plus(later)));
    }

    private List<RunLog.Run> runs(Given given, UUID automation) {
        return given.in(
                () -> log.runs(new RunLog.Asked(automation, null, null, null), null, 100, given.administrator()));
    }

    private List<String> tasks(Given given) {
        return given.in(() -> sql
                .fetchValues(
                        "select c.name from activity a join company c on c.id = a.company_id where a.subject = 'Appeler' order by 1")
                .stream()
                .map(String::valueOf)
                .toList());
    }

    @Test
    void switched_on_it_does_exactly_what_the_trial_on_the_past_said(Given given) {
        var me = given.administrator();
        company(given, "Armor", "Brest");
        company(given, "Belle", "Nantes");
        var moved = company(given, "Corail", "Brest");
        change(given, moved, Map.of("city", "Nantes"));
        var plan = ofBrest(task());

        var trial = given.in(() -> trials.of(null, plan, me));

        assertThat(trial.looked()).isEqualTo(3);
        assertThat(trial.lines().stream()
                        .filter(one -> one.state().equals("acting"))
                        .map(Trials.Line::label))
                .containsExactlyInAnyOrder("Armor", "Corail");
        assertThat(tasks(given)).isEmpty();

        var id = on(given, plan, me);
        goOn(given, Duration.ofSeconds(1));
        assertThat(tasks(given)).as("what was before").isEmpty();

        company(given, "Armor 2", "Brest");
        company(given, "Belle 2", "Nantes");
        change(given, company(given, "Corail 2", "Brest"), Map.of("city", "Nantes"));
        goOn(given, Duration.ofSeconds(1));
        goOn(given, Duration.ofSeconds(2));

        assertThat(tasks(given)).containsExactly("Armor 2", "Corail 2");
        assertThat(runs(given, id)).extracting(RunLog.Run::state).containsExactlyInAnyOrder("done", "unmet", "done");
        assertThat(runs(given, id).stream()
                        .filter(one -> one.state().equals("unmet"))
                        .findFirst()
                        .orElseThrow()
                        .said())
                .containsExactly(new Facts.Said("company.city == \"Brest\"", false));
    }

    @Test
    void what_is_rolled_back_never_happened_and_what_is_cut_off_is_done_once(Given given) {
        var me = given.administrator();
        on(given, ofBrest(task(), task()), me);
        assertThatThrownBy(() -> given.run(() -> {
                    records.create(types.byPlural("companies"), Map.of("name", "X", "city", "Brest"), me);
                    throw new IllegalStateException("cut off");
                }))
                .hasMessage("cut off");
        company(given, "Dune", "Brest");
        // The machine dies while the run is judged, and again while its action is done: nothing of either stays.
        WorkspaceScope.run(
                given.workspace(),
                () -> transactions.executeWithoutResult(status -> {
                    engine.here(Instant.now().plusSeconds(1));
                    status.setRollbackOnly();
                }));
        assertThat(tasks(given)).isEmpty();
        goOn(given, Duration.ofSeconds(1));
        goOn(given, Duration.ofSeconds(2));

        assertThat(tasks(given)).containsExactly("Dune", "Dune");
    }

    @Test
    void automations_that_set_each_other_off_come_to_an_end(Given given) {
        var me = given.administrator();
        var cityChanged = new Trigger("event", "changed", List.of("city"), null, null, 0, null, 0, null, false);
        var industryChanged = new Trigger("event", "changed", List.of("industry"), null, null, 0, null, 0, null, false);
        var first = on(
                given,
                Plan.of("company", cityChanged, 0, List.of(), set("industry", "marine"), set("industry", "pêche")),
                me);
        var second = on(
                given,
                Plan.of("company", industryChanged, 0, List.of(), set("city", "Brest"), set("city", "Quimper")),
                me);
        var company = company(given, "Écume", "Nantes");
        change(given, company, Map.of("city", "Vannes"));
        for (var i = 1; i < 12; i++) {
            goOn(given, Duration.ofSeconds(i));
        }

        assertThat(runs(given, first).stream().filter(one -> one.state().equals("done")))
                .hasSize(1);
        assertThat(runs(given, first).stream().map(RunLog.Run::reason)).contains(Judge.LOOP);
        assertThat(runs(given, second)).noneMatch(one -> one.state().equals("waiting"));
        var sets = given.in(
                () -> sql.fetchOne(
                        "select origin, caused_by from change_set where action = 'company.updated' and origin = 'rule' limit 1"));
        assertThat(Objects.requireNonNull(sets).get(1)).as("its cause").isNotNull();
    }

    private static Action set(String field, String value) {
        return new Action("set_field", Map.of("field", field, "value", value));
    }

    @Test
    void beyond_the_limit_of_an_hour_it_stops_asks_and_can_be_let_go(Given given) {
        var me = given.administrator();
        var id = on(given, ofBrest(task()).atMost(2), me);
        for (var name : List.of("A", "B", "C", "D")) {
            company(given, name, "Brest");
        }
        goOn(given, Duration.ofSeconds(1));

        assertThat(tasks(given)).hasSize(2);
        assertThat(runs(given, id).stream().filter(one -> one.state().equals("held")))
                .hasSize(2);
        assertThat(given.in(() -> automations.get(id, me)).trouble()).isEqualTo(Judge.RATE_TROUBLE);
        assertThat(given.<Object>in(
                        () -> sql.fetchValue("select count(*) from notification where kind = 'automation-stopped'")))
                .isEqualTo(1L);

        assertThat(given.in(() -> log.retryAll(id, me))).isEqualTo(2);
        goOn(given, Duration.ofSeconds(2));
        assertThat(tasks(given)).hasSize(4);
    }

    @Test
    void a_delay_is_counted_from_the_last_change(Given given) {
        var me = given.administrator();
        var changed = new Trigger("event", "changed", List.of("city"), null, null, 0, null, 0, null, false);
        var id = on(given, Plan.of("company", changed, 120, List.of(), task()).settling(), me);
        var company = company(given, "Falaise", "Nantes");
        for (var city : List.of("Brest", "Quimper", "Vannes")) {
            change(given, company, Map.of("city", city));
            goOn(given, Duration.ofMinutes(1));
        }
        assertThat(runs(given, id)).hasSize(1);
        goOn(given, Duration.ofMinutes(119));
        assertThat(tasks(given)).isEmpty();
        goOn(given, Duration.ofMinutes(121));
        goOn(given, Duration.ofHours(5));

        assertThat(tasks(given)).containsExactly("Falaise");
    }

    @Test
    void what_fails_says_why_and_can_be_done_again(Given given) {
        var me = given.administrator();
        // Nobody owns it, so there is nobody whose task it could be.
        var id = on(given, ofBrest(set("description", "Bonjour"), task()), me);
        var company = company(given, "Grève", "Brest");
        given.run(() -> sql.execute("update company set owner_id = null where id = ?", company));
        goOn(given, Duration.ofSeconds(1));

        var failed = runs(given, id).getFirst();
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.reason()).isEqualTo("automation.fault.nobody");
        given.run(
                () -> sql.execute("update company set owner_id = ?", me.member().value()));
        assertThat(given.in(() -> log.retry(failed.id(), me))).isTrue();
        goOn(given, Duration.ofSeconds(2));

        assertThat(tasks(given)).containsExactly("Grève");
        assertThat(given.in(() -> log.steps(List.of(failed.id()))))
                .extracting(RunLog.Step::state)
                .containsExactly("done", "done");
        assertThat(given.in(() -> log.retry(failed.id(), me))).isFalse();
    }

    @Test
    void it_acts_on_the_day_that_is_so_far_before_a_date_and_once(Given given) {
        var me = given.administrator();
        var plan = Plan.of(
                "opportunity",
                Trigger.before("close_date", 10),
                0,
                List.of(),
                new Action("notify", Map.of("to", "owner", "text", "Bientôt")));
        var id = on(given, plan, me);
        var next =
                Objects.requireNonNull(given.in(() -> automations.get(id, me)).nextAt());
        var day = LocalDate.ofInstant(next, ZoneId.of("Europe/Paris"));
        for (var days : List.of(9, 10, 11)) {
            given.run(() -> records.create(
                    types.byPlural("opportunities"),
                    Map.of(
                            "name",
                            "Dans " + days,
                            "close_date",
                            day.plusDays(days).toString()),
                    me));
        }
        for (var i = 1; i < 3; i++) {
            var at = next.plusSeconds(i);
            WorkspaceScope.run(given.workspace(), () -> engine.here(at));
        }

        assertThat(runs(given, id)).extracting(RunLog.Run::label).containsExactly("Dans 10");
        assertThat(runs(given, id).getFirst().state()).isEqualTo("done");
    }

    @Test
    void a_field_that_is_retired_stops_what_waits_for_it_and_nothing_else(Given given) {
        var me = given.administrator();
        var field = given.in(() ->
                settings.fields().add(types.byPlural("companies"), "renewal", "Échéance", "date", List.of(), null, me));
        var changed = new Trigger("event", "changed", List.of("custom.renewal"), null, null, 0, null, 0, null, false);
        var onDate = on(given, Plan.of("company", Trigger.before("custom.renewal", 30), 0, List.of(), task()), me);
        var onChange = on(given, Plan.of("company", changed, 0, List.of(), task()), me);
        var daily = on(given, Plan.of("company", Trigger.daily(), 0, List.of("company.city == \"Brest\""), task()), me);
        var company = company(given, "Kornog", "Brest");
        given.run(() -> settings.fields().retire(field.id(), me));
        change(given, company, Map.of("description", "Autre chose"));
        lookAtNext(given, daily);

        for (var id : List.of(onDate, onChange)) {
            var stopped = given.in(() -> automations.get(id, me));
            assertThat(stopped.state()).isEqualTo("stopped");
            assertThat(stopped.trouble()).isEqualTo(Keepers.NO_FIELD);
            assertThat(runs(given, id)).isEmpty();
        }
        assertThat(tasks(given)).containsExactly("Kornog");
    }

    @Test
    void an_automation_that_fails_holds_up_no_other(Given given) {
        var me = given.administrator();
        var broken =
                on(given, Plan.of("company", Trigger.daily(), 0, List.of("company.city == \"Brest\""), task()), me);
        given.run(() -> sql.execute(
                "update automation set name = 'Aber', plan = jsonb_set(plan, '{record_type}', '\"boat\"') where id = ?",
                broken));
        var sound = on(given, Plan.of("company", Trigger.daily(), 0, List.of("company.city == \"Brest\""), task()), me);
        company(given, "Lampaul", "Brest");
        lookAtNext(given, sound);

        assertThat(tasks(given)).containsExactly("Lampaul");
    }

    @Test
    void that_it_stopped_is_said_once(Given given) {
        var keeper = given.member("Solène", "salesops");
        on(given, ofBrest(task()), keeper);
        for (var name : List.of("A", "B", "C")) {
            company(given, name, "Brest");
        }
        goOn(given, Duration.ofSeconds(1));
        // As it stands when the keeper leaves between what was judged and what is done.
        given.run(() -> {
            sql.execute("update automation_run set state = 'acting'");
            sql.execute("update automation_action set state = 'waiting'");
            sql.execute(
                    "update member set roles = '{}' where id = ?",
                    keeper.member().value());
        });
        goOn(given, Duration.ofSeconds(2));

        assertThat(given.<Object>in(
                        () -> sql.fetchValue("select count(*) from automation_run where state = 'skipped'")))
                .isEqualTo(3L);
        assertThat(given.<Object>in(
                        () -> sql.fetchValue("select count(*) from notification where kind = 'automation-stopped'")))
                .isEqualTo(1L);
    }

    @Test
    void nobody_has_it_act_with_a_colleagues_rights(Given given) {
        var me = given.administrator();
        var other = given.member("Solène", "salesops");
        var id = on(given, ofBrest(set("description", "Bonjour"), task()), me);
        var company = company(given, "Groix", "Brest");
        given.run(() -> sql.execute("update company set owner_id = null where id = ?", company));
        goOn(given, Duration.ofSeconds(1));
        var failed = runs(given, id).getFirst();

        for (var attempt : List.<Supplier<Object>>of(
                () -> existing.begin(id, other), () -> log.retry(failed.id(), other), () -> log.retryAll(id, other))) {
            assertThatThrownBy(() -> given.in(attempt)).isInstanceOf(BadInput.class);
        }
        assertThat(runs(given, id)).extracting(RunLog.Run::state).containsExactly("failed");
        given.run(() -> automations.save(id, "Essai", ofBrest(task()), null, other));
        assertThat(given.in(() -> log.retryAll(id, other))).isEqualTo(1);
    }

    @Test
    void who_cant_see_a_record_isnt_told_of_it(Given given) {
        var me = given.administrator();
        given.member("Hugo", "ae");
        given.memberWhoSeesOwn("Inès", "ae");
        var id = on(given, ofBrest(new Action("notify", Map.of("to", "role:ae", "text", ""))), me);
        company(given, "Houat", "Brest");
        goOn(given, Duration.ofSeconds(1));

        var step = given.in(() -> log.steps(List.of(runs(given, id).getFirst().id())))
                .getFirst();
        assertThat(step.note()).isEqualTo("automation.did.notify-unseen");
        assertThat(step.args()).containsExactly("1", "1");
        assertThat(
                        given.<Object>in(
                                () -> sql.fetchValue(
                                        "select string_agg(m.name, ',') from notification n join member m on m.id = n.member_id where n.kind = 'automation-told'")))
                .isEqualTo("Hugo");
    }

    @Test
    void another_plan_from_a_file_is_a_draft_until_it_is_switched_on_and_goes_back_whole(Given given) {
        var me = given.administrator();
        var plan = Plan.of("company", Trigger.daily(), 0, List.of("company.city == \"Brest\""), task());
        var id = on(given, plan, me);
        var same = given.in(() -> settings.imports().export(me));
        var other = same.replace("Brest", "Nantes");

        var set = taken(given, other);
        var imported = given.in(() -> automations.get(id, me));
        assertThat(imported.state()).isEqualTo("off");
        assertThat(imported.plan().conditions()).containsExactly("company.city == \"Nantes\"");

        given.run(() -> settings.undo().reverse(set, me));
        var back = given.in(() -> automations.get(id, me));
        assertThat(back.isOn()).isTrue();
        assertThat(back.plan()).isEqualTo(plan);
        assertThat(back.nextAt()).isNotNull();

        var again = taken(given, other);
        given.run(() -> automations.save(id, "Essai", ofBrest(task()), null, me));
        given.run(() -> settings.undo().reverse(again, me));
        assertThat(given.in(() -> automations.get(id, me)).state())
                .as("nobody tried what was written since")
                .isEqualTo("off");
    }

    private UUID taken(Given given, String file) {
        var me = given.administrator();
        var id = Objects.requireNonNull(
                WorkspaceScope.in(given.workspace(), () -> settings.imports().compare("x.json", file, me)));
        return switch (given.in(() -> settings.imports().apply(id, Set.of("automations"), null, me))) {
            case ConfigurationImports.Answer.Done(var set) -> set;
            case ConfigurationImports.Answer answer -> throw new AssertionError(answer);
        };
    }

    @Test
    void a_schedule_acts_on_what_is_new_since_it_last_looked(Given given) {
        var me = given.administrator();
        var plan = Plan.of("company", Trigger.daily(), 0, List.of("company.city == \"Brest\""), task());
        var id = on(given, plan, me);
        company(given, "Houle", "Brest");
        lookAtNext(given, id);
        company(given, "Iroise", "Brest");
        lookAtNext(given, id);
        lookAtNext(given, id);

        assertThat(tasks(given)).containsExactly("Houle", "Iroise");
        assertThatThrownBy(() -> given.in(() -> automations.create(
                        "Sans condition", Plan.of("company", Trigger.daily(), 0, List.of(), task()), me)))
                .isInstanceOf(BadInput.class);
    }

    private void lookAtNext(Given given, UUID id) {
        var next = Objects.requireNonNull(
                given.in(() -> automations.get(id, given.administrator())).nextAt());
        WorkspaceScope.run(given.workspace(), () -> engine.here(next.plusSeconds(1)));
    }

    @Test
    void a_stage_that_is_reached_sets_it_off(Given given) {
        var me = given.administrator();
        var trigger = new Trigger("event", "stage", null, "proposal", null, 0, null, 0, null, false);
        var id = on(
                given,
                Plan.of(
                        "opportunity",
                        trigger,
                        0,
                        List.of(),
                        new Action("notify", Map.of("to", "role:manager", "text", ""))),
                me);
        for (var stage : List.of("discovery", "proposal")) {
            given.run(() -> records.create(types.byPlural("opportunities"), Map.of("name", stage, "stage", stage), me));
        }
        goOn(given, Duration.ofSeconds(1));

        assertThat(runs(given, id)).extracting(RunLog.Run::label).containsExactly("proposal");
        assertThat(given.<Object>in(
                        () -> sql.fetchValue("select count(*) from notification where kind = 'automation-told'")))
                .isEqualTo(1L);
    }

    @Test
    void on_what_is_there_already_it_acts_once_and_is_taken_back_together(Given given) {
        var me = given.administrator();
        company(given, "Jetée", "Brest");
        company(given, "Kerguelen", "Nantes");
        var id = on(given, ofBrest(set("industry", "marine")), me);

        assertThat(given.in(() -> existing.preview(id, me)).count()).isEqualTo(1);
        assertThat(given.<Object>in(() -> sql.fetchValue("select count(*) from automation_run")))
                .isEqualTo(0L);
        var job = given.in(() -> existing.begin(id, me));
        assertThat(job).isNotNull();
        var input = given.in(() -> sql.fetchOne("select input->>'changeSet' from job where id = ?", job));
        var wanted = new RunOnExisting.Wanted(
                id, UUID.fromString(String.valueOf(Objects.requireNonNull(input).get(0))));
        for (var i = 0; i < 2; i++) {
            WorkspaceScope.run(given.workspace(), () -> existing.run(new AJob(job, me.member(), wanted)));
            goOn(given, Duration.ofSeconds(1));
        }

        assertThat(runs(given, id)).extracting(RunLog.Run::label).containsExactly("Jetée");
        assertThat(given.<Object>in(() -> sql.fetchValue(
                        "select caused_by from change_set where action = 'company.updated' and origin = 'rule'")))
                .isEqualTo(wanted.changeSet());
    }

    @Test
    void it_sees_and_does_no_more_than_its_keeper(Given given) {
        var keeper = given.memberWhoSeesOwn("Solène", "salesops");
        var id = on(given, ofBrest(set("industry", "marine")), keeper);
        company(given, "Lagune", "Brest");
        goOn(given, Duration.ofSeconds(1));

        assertThat(runs(given, id)).extracting(RunLog.Run::reason).containsExactly(Judge.UNSEEN);
        assertThat(given.in(() -> trials.of(null, ofBrest(task()), keeper)).acts())
                .isEqualTo(0);
        assertThat(given.in(() -> log.runs(RunLog.Asked.ALL, null, 10, keeper)))
                .extracting(RunLog.Run::label)
                .containsExactly("");
    }

    @Test
    void only_sales_operations_and_administrators_have_them_and_no_neighbour(Given given, Given.Kit worlds) {
        var id = on(given, ofBrest(task()), given.administrator());
        var ae = given.member("Hugo", "ae");
        var neighbour = worlds.given();
        assertThatThrownBy(() -> given.in(() -> automations.all(ae))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.in(() -> automations.create("x", ofBrest(task()), ae)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.in(() -> log.runs(RunLog.Asked.ALL, null, 10, ae)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> neighbour.in(() -> automations.get(id, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(neighbour.in(() -> automations.all(neighbour.administrator())))
                .isEmpty();
    }

    @Test
    void a_plan_that_names_what_isnt_there_is_refused(Given given) {
        var me = given.administrator();
        var wrong = new Plan(
                "company",
                new Trigger("event", "form", List.of("shoe_size"), null, null, 0, null, 0, null, false),
                -5,
                false,
                false,
                0,
                List.of("company.shoe == 3", "company.city =="),
                List.of(
                        new Action("enrol", Map.of()),
                        new Action("task", Map.of("to", "nobody")),
                        new Action("mail", Map.of())));
        assertThatThrownBy(() -> given.in(() -> automations.create(" ", wrong, me)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .contains(
                                        "name",
                                        "event",
                                        "fields",
                                        "delay_minutes",
                                        "conditions[0]",
                                        "conditions[1]",
                                        "actions[0]",
                                        "actions[1].subject",
                                        "actions[1].to",
                                        "actions[2]"));
        assertThat(given.in(() -> automations.all(me))).isEmpty();
    }

    @Test
    void each_plan_it_had_is_kept_with_who_wrote_it(Given given) {
        var me = given.administrator();
        var other = given.member("Solène", "salesops");
        var id = given.in(() -> automations.create("Essai", ofBrest(task()), me));
        given.run(() -> automations.save(id, "Essai", ofBrest(task(), task()), 1, other));

        assertThat(given.in(() -> automations.versions(id, me)))
                .extracting(Automations.Version::number, Automations.Version::member)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, "Solène"),
                        org.assertj.core.groups.Tuple.tuple(1, "Claire Fontaine"));
        assertThat(given.in(() -> automations.get(id, me)).keeper()).isEqualTo(other.member());
    }
}
