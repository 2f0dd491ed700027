package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.FORECAST_ADJUSTMENT;
import static io.diabolo.jooq.Tables.FORECAST_LINE;
import static io.diabolo.jooq.Tables.FORECAST_SNAPSHOT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DiaboloTest
class ForecastTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Lists lists;
    private final Opportunities opportunities;
    private final Forecasts forecasts;
    private final Adjustments adjustments;
    private final Snapshots snapshots;
    private final Changes changes;
    private final Accuracy accuracy;
    private final Undo undo;
    private final Queues queues;
    private final Clock clock;
    private final MockMvcTester mvc;
    private final JsonMapper json;

    ForecastTest(ApplicationContext beans, MockMvcTester mvc, JsonMapper json) {
        this.sql = beans.getBean(DSLContext.class);
        this.records = beans.getBean(Records.class);
        this.types = beans.getBean(RecordTypes.class);
        this.lists = beans.getBean(Lists.class);
        this.opportunities = beans.getBean(Opportunities.class);
        this.forecasts = beans.getBean(Forecasts.class);
        this.adjustments = beans.getBean(Adjustments.class);
        this.snapshots = beans.getBean(Snapshots.class);
        this.changes = beans.getBean(Changes.class);
        this.accuracy = beans.getBean(Accuracy.class);
        this.undo = beans.getBean(Undo.class);
        this.queues = beans.getBean(Queues.class);
        this.clock = beans.getBean(Clock.class);
        this.mvc = mvc;
        this.json = json;
    }

    private static final LocalDate DAY = LocalDate.of(2027, 2, 10);
    private static final Period QUARTER = Period.of("2027-Q1");
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);

    private UUID deal(Given given, Actor owner, String name, long euros, Map<String, ?> more) {
        var input = new HashMap<String, Object>(Map.of(
                "name", name,
                "one_off_amount", Map.of("value", String.valueOf(euros), "currency", "EUR"),
                "close_date", DAY.toString(),
                "owner", owner.member().toString()));
        input.putAll(more);
        return given.in(() -> records.create(types.byId("opportunity").orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private void edit(Given given, UUID deal, Map<String, ?> input) {
        given.run(() -> {
            var version = sql.select(OPPORTUNITY.VERSION)
                    .from(OPPORTUNITY)
                    .where(OPPORTUNITY.ID.eq(deal))
                    .fetchSingle()
                    .value1();
            records.update(types.byId("opportunity").orElseThrow(), deal, input, version, given.administrator());
        });
    }

    private void move(Given given, UUID deal, Stage stage) {
        WorkspaceScope.run(
                given.workspace(), () -> opportunities.move(deal, stage, "trop cher", given.administrator()));
    }

    private static Actor below(Given given, Actor member, Actor manager, DSLContext sql) {
        given.run(() -> sql.update(MEMBER)
                .set(MEMBER.MANAGER_ID, manager.member().value())
                .where(MEMBER.ID.eq(member.member().value()))
                .execute());
        return member;
    }

    private Sums sums(Given given, Cut cut, Actor me) {
        return given.in(() -> forecasts.sums(cut, me));
    }

    private RollUp rollUp(Given given, Forecasts.By by, Actor me) {
        return given.in(() -> forecasts.rollUp(QUARTER, by, me));
    }

    @Test
    void a_category_follows_the_stage_until_somebody_chooses_another(Given given) {
        var me = given.administrator();
        var followed = deal(given, me, "Suit", 100, Map.of());
        var chosen = deal(given, me, "Choisie", 100, Map.of("forecast_category", "omitted"));
        assertThat(category(given, followed)).isEqualTo("pipeline");
        assertThat(category(given, deal(given, me, "Avancée", 1, Map.of("stage", "closing"))))
                .isEqualTo("commit");
        for (var deal : List.of(followed, chosen)) {
            move(given, deal, Stage.PROPOSAL);
        }
        assertThat(category(given, followed)).isEqualTo("best_case");
        assertThat(category(given, chosen)).isEqualTo("omitted");
        move(given, followed, Stage.WON);
        assertThat(category(given, followed)).isEqualTo("closed");
        move(given, followed, Stage.CLOSING);
        assertThat(category(given, followed)).isEqualTo("commit");
    }

    private String category(Given given, UUID deal) {
        return given.in(() -> sql.select(OPPORTUNITY.FORECAST_CATEGORY)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(deal))
                .fetchSingle()
                .value1());
    }

    /** A manager with two sellers below, one of whom leads a third; deals in each part. */
    private record World(Actor manager, Actor anna, Actor paul, Actor zoe, UUID annas) {}

    private World world(Given given) {
        var manager = given.member("Marc Manager", "manager");
        var anna = below(given, given.memberWhoSeesOwn("Anna", "ae"), manager, sql);
        var paul = below(given, given.memberWhoSeesOwn("Paul", "ae"), manager, sql);
        var zoe = below(given, given.memberWhoSeesOwn("Zoé", "ae"), paul, sql);
        var annas = deal(given, anna, "Engagée", 1_000, Map.of("forecast_category", "commit"));
        deal(given, anna, "Espérée", 300, Map.of("forecast_category", "best_case"));
        deal(given, paul, "Renouvelée", 500, Map.of("forecast_category", "commit", "type", "renewal"));
        deal(given, zoe, "Signée", 2_000, Map.of("stage", "won"));
        deal(given, zoe, "Ouverte", 700, Map.of());
        deal(given, zoe, "Perdue", 900, Map.of("stage", "lost", "reason", "prix"));
        deal(given, zoe, "Autre trimestre", 5_000, Map.of("close_date", "2027-05-01"));
        deal(given, zoe, "En dollars", 1, Map.of("one_off_amount", Map.of("value", "800", "currency", "USD")));
        return new World(manager, anna, paul, zoe, annas);
    }

    @Test
    void lines_are_the_sums_of_those_below_and_each_figure_opens_as_many_deals_as_it_counts(Given given) {
        var world = world(given);
        var rollUp = rollUp(given, Forecasts.By.LINE, given.administrator());

        assertThat(rollUp.whole().sums().forecast()).isEqualTo(3_500_00);
        assertThat(rollUp.leftOut().deals()).isOne();
        assertThat(rollUp.rows())
                .extracting(RollUp.Row::name, RollUp.Row::depth, RollUp.Row::forecast)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("", 0, 3_500_00L),
                        org.assertj.core.groups.Tuple.tuple("Marc Manager", 1, 3_500_00L),
                        org.assertj.core.groups.Tuple.tuple("Anna", 2, 1_000_00L),
                        org.assertj.core.groups.Tuple.tuple("Paul", 2, 2_500_00L),
                        org.assertj.core.groups.Tuple.tuple("Zoé", 3, 2_000_00L));
        assertThat(rollUp.types().get("renewal").forecast()).isEqualTo(500_00);
        countsAgree(given, rollUp, given.administrator());
        countsAgree(given, rollUp(given, Forecasts.By.TEAM, given.administrator()), given.administrator());
        countsAgree(given, rollUp(given, Forecasts.By.LINE, world.zoe()), world.zoe());
    }

    private void countsAgree(Given given, RollUp rollUp, Actor me) {
        var type = types.byId("opportunity").orElseThrow();
        for (var row : rollUp.rows()) {
            for (var part : ForecastPage.PARTS) {
                var cut = Cut.of(QUARTER, row.whose()).part(part);
                var listed =
                        given.in(() -> lists.count(lists.parse(type, Map.of("forecast", List.of(cut.text())), me), me));
                assertThat(listed)
                        .as("%s of %s", part, row.name())
                        .isEqualTo(row.sums().of(part).count());
            }
        }
        for (var kind : rollUp.types().entrySet()) {
            var cut = Cut.of(QUARTER, new Whose.Everybody()).part(Part.COMMIT).type(kind.getKey());
            assertThat(given.in(() -> lists.count(lists.parse(type, Map.of("forecast", List.of(cut.text())), me), me)))
                    .isEqualTo(kind.getValue().of(Part.COMMIT).count());
        }
    }

    @Test
    void a_member_sees_their_own_and_a_manager_all_below(Given given) {
        var world = world(given);
        var own = rollUp(given, Forecasts.By.LINE, world.anna());
        assertThat(own.rows()).extracting(RollUp.Row::name).containsExactly("Anna");
        assertThat(own.whole().forecast()).isEqualTo(1_000_00);

        var paul = new Actor(
                world.paul().workspace(),
                world.paul().member(),
                "Paul",
                Set.of("ae"),
                false,
                new Visibility.Of(Set.of(world.paul().member(), world.zoe().member())),
                Scope.ADMIN,
                world.paul().origin(),
                world.paul().locale(),
                world.paul().zone());
        var line = rollUp(given, Forecasts.By.LINE, paul);
        assertThat(line.rows()).extracting(RollUp.Row::name).containsExactly("Paul", "Zoé");
        assertThat(line.whole().forecast()).isEqualTo(2_500_00);
        countsAgree(given, line, paul);
        assertThat(mvc.get()
                        .uri("/forecast?period=2027-Q1&whose=line."
                                + world.zoe().member())
                        .with(given.signedIn(world.anna())))
                .hasStatus(404);
    }

    @Test
    void a_manager_s_word_replaces_the_figure_of_its_line_and_those_above_and_can_be_undone(Given given) {
        var world = world(given);
        var zoe = new Whose.Line(world.zoe().member());
        var first = adjust(given, zoe, 2_400_00L, "Ouverte se signe", world.manager());
        var second = adjust(given, zoe, 1_800_00L, "Signée glisse", world.manager());
        assertThat(forecast(given, "Zoé")).isEqualTo(1_800_00);
        assertThat(forecast(given, "Paul")).isEqualTo(2_300_00);
        assertThat(forecast(given, "Marc Manager")).isEqualTo(3_300_00);
        assertThat(given.in(() -> adjustments.of(QUARTER, world.manager())))
                .extracting(Adjustment::comment)
                .containsExactly("Signée glisse", "Ouverte se signe");

        WorkspaceScope.run(given.workspace(), () -> undo.reverse(second, world.manager()));
        assertThat(forecast(given, "Zoé")).isEqualTo(2_400_00);
        adjust(given, zoe, null, "On revient aux affaires", world.manager());
        assertThat(forecast(given, "Zoé")).isEqualTo(2_000_00);
        assertThat(first).isNotNull();

        assertThatThrownBy(() -> adjust(given, zoe, 1L, "Moi", world.zoe())).isInstanceOf(NotAllowed.class);
        assertThat(given.in(() -> adjustments.of(QUARTER, world.anna()))).isEmpty();
        assertThat(given.in(() -> sql.fetchCount(FORECAST_ADJUSTMENT))).isEqualTo(2);
    }

    @Test
    void who_is_named_in_the_comment_and_may_read_it_is_told(Given given) {
        var world = world(given);
        var whose = new Whose.Line(world.zoe().member());
        adjust(given, whose, 2_400_00L, "Vu avec @Zoé et @Anna", world.manager());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, world.zoe()))
                        .singleElement()
                        .asString()
                        .startsWith("forecast /forecast/adjustments?period=2027-Q1&whose=line."
                                + world.zoe().member() + "#said-"));
        assertThat(told(given, world.anna())).isEmpty();
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(world.zoe())))
                .bodyText()
                .contains("Marc Manager vous cite\u00a0: un commentaire sur la prévision");
        assertThat(mvc.get()
                        .uri("/forecast/adjustments?period=2027-Q1&whose=line."
                                + world.zoe().member())
                        .with(given.signedIn(world.manager())))
                .bodyText()
                .contains("href=\"/members/" + world.zoe().member() + "\"", "Pas prévenus\u00a0: Anna");
    }

    private List<String> told(Given given, Actor who) {
        return given.in(() -> sql.select(NOTIFICATION.SUBJECT_TYPE, NOTIFICATION.PATH)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(who.member().value()))
                .and(NOTIFICATION.KIND.eq("mentioned"))
                .fetch(row -> row.value1() + " " + row.value2()));
    }

    private UUID adjust(Given given, Whose whose, Long minor, String why, Actor me) {
        return WorkspaceScope.in(
                given.workspace(), () -> adjustments.adjust(new Adjustments.Wish(QUARTER, whose, minor, why), me));
    }

    private long forecast(Given given, String name) {
        return rollUp(given, Forecasts.By.LINE, given.administrator()).rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .forecast();
    }

    private void take(Given given, LocalDate week) {
        WorkspaceScope.run(given.workspace(), () -> snapshots.take(week, Integer.MAX_VALUE));
    }

    private Waterfall since(Given given, LocalDate since, LocalDate until, Actor me) {
        var asked = new Changes.Asked(QUARTER, new Whose.Everybody(), since, until, Changes.Looked.OPEN);
        return given.in(() -> changes.of(asked, me));
    }

    @Test
    void what_changed_since_a_snapshot_adds_up(Given given) {
        var world = world(given);
        take(given, MONDAY);
        edit(given, world.annas(), Map.of("one_off_amount", Map.of("value", "1200", "currency", "EUR")));
        var fresh = deal(given, world.anna(), "Nouvelle", 50, Map.of());
        var renewed = named(given, "Renouvelée");
        edit(given, renewed, Map.of("close_date", "2027-06-01"));
        move(given, named(given, "Ouverte"), Stage.LOST);
        edit(given, named(given, "Autre trimestre"), Map.of("close_date", DAY.toString()));
        move(given, named(given, "Perdue"), Stage.PROPOSAL);

        var all = since(given, MONDAY, null, given.administrator());
        assertThat(all.begin().minor()).isEqualTo(2_500_00);
        assertThat(all.of(Waterfall.Step.INCREASED).minor()).isEqualTo(200_00);
        assertThat(all.of(Waterfall.Step.NEW).minor()).isEqualTo(50_00);
        assertThat(all.of(Waterfall.Step.MOVED_OUT).minor()).isEqualTo(-500_00);
        assertThat(all.of(Waterfall.Step.LOST).minor()).isEqualTo(-700_00);
        assertThat(all.of(Waterfall.Step.MOVED_IN).minor()).isEqualTo(5_000_00);
        var now = sums(given, Cut.of(QUARTER, new Whose.Everybody()), given.administrator());
        assertThat(all.end().minor())
                .isEqualTo(now.of(Part.COMMIT).minor()
                        + now.of(Part.BEST_CASE).minor()
                        + now.of(Part.PIPELINE).minor());
        assertThat(since(given, MONDAY, null, world.anna()).end().minor()).isEqualTo(1_550_00);

        // The next week holds what this one showed, and so does the week before.
        take(given, MONDAY.plusWeeks(1));
        var then = since(given, MONDAY, MONDAY.plusWeeks(1), given.administrator());
        assertThat(then.end()).isEqualTo(all.end());
        assertThat(then.begin()).isEqualTo(all.begin());
        given.run(() -> records.delete(types.byId("opportunity").orElseThrow(), fresh, null, given.administrator()));
        assertThat(since(given, MONDAY.plusWeeks(1), null, given.administrator())
                        .of(Waterfall.Step.REMOVED)
                        .minor())
                .isEqualTo(-50_00);
        // A deal that looks as it did has one line for both weeks.
        assertThat(given.in(
                        () -> sql.fetchCount(FORECAST_LINE, FORECAST_LINE.OPPORTUNITY_ID.eq(named(given, "Espérée")))))
                .isOne();
    }

    private UUID named(Given given, String name) {
        return given.in(() -> sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.NAME.eq(name))
                .fetchSingle()
                .value1());
    }

    @Test
    void a_snapshot_is_taken_once_and_goes_on_where_it_stopped(Given given, ApplicationContext beans) {
        world(given);
        var small = new Snapshots(
                sql,
                beans.getBean(TransactionTemplate.class),
                beans.getBean(Workspaces.class),
                beans.getBean(Estimates.class),
                beans.getBean(Worths.class),
                clock,
                3);
        WorkspaceScope.run(given.workspace(), () -> small.take(MONDAY, 1));
        assertThat(given.in(() -> sql.fetchCount(FORECAST_LINE))).isEqualTo(3);
        assertThat(given.in(snapshots::all)).isEmpty();
        WorkspaceScope.run(given.workspace(), () -> small.take(MONDAY, Integer.MAX_VALUE));
        assertThat(given.in(() -> sql.fetchCount(FORECAST_LINE))).isEqualTo(8);
        assertThat(given.in(snapshots::all))
                .extracting(Snapshots.Snapshot::week)
                .containsExactly(MONDAY);
        assertThat(WorkspaceScope.in(given.workspace(), () -> small.take(MONDAY, Integer.MAX_VALUE)))
                .isFalse();
        assertThat(given.in(() -> sql.fetchCount(FORECAST_SNAPSHOT))).isOne();
    }

    @Test
    void each_week_is_remembered_and_compared_with_what_came(Given given) {
        var world = world(given);
        take(given, LocalDate.of(2027, 1, 4));
        adjust(given, new Whose.Everybody(), 4_000_00L, "Deux signatures de plus", given.administrator());
        edit(given, world.annas(), Map.of("forecast_category", "pipeline"));
        take(given, LocalDate.of(2027, 1, 11));

        var told = given.in(() -> accuracy.of(QUARTER, new Whose.Everybody(), given.administrator()));
        assertThat(told.weeks()).extracting(week -> week.sums().forecast()).containsExactly(3_500_00L, 2_500_00L);
        assertThat(told.came()).isEqualTo(2_000_00);
        assertThat(told.error(3_000_00)).isEqualTo(.5);
    }

    @Test
    void pages_and_api_say_the_same(Given given) throws Exception {
        var world = world(given);
        take(given, MONDAY);
        var me = given.administrator();
        for (var path : List.of(
                "/forecast?period=2027-Q1",
                "/forecast?period=2027-02&by=team",
                "/forecast/changes?period=2027-Q1",
                "/forecast/accuracy?period=2027-Q1",
                "/forecast/estimate?period=2027-Q1",
                "/forecast/adjustments?period=2027-Q1&whose=line." + world.zoe().member())) {
            assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                    .as(path)
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("??");
        }
        var body = api(given, "/api/v1/forecast?period=2027-Q1");
        assertThat(body.at("/items/0/forecast").asString()).isEqualTo("3500.00");
        assertThat(body.at("/types/renewal/commit/value").asString()).isEqualTo("500.00");
        assertThat(api(given, "/api/v1/forecast/snapshots").at("/items/0/week").asString())
                .isEqualTo(MONDAY.toString());
        assertThat(api(given, "/api/v1/forecast/changes?period=2027-Q1")
                        .at("/end/value")
                        .asString())
                .isEqualTo("2500.00");
        assertThat(mvc.post()
                        .uri("/api/v1/forecast/adjustments")
                        .header("Authorization", given.bearer(me, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"period\":\"2027-Q1\",\"whose\":\"line."
                                + world.zoe().member() + "\",\"amount\":\"2100.50\",\"comment\":\"Oui\"}"))
                .hasStatus(201);
        assertThat(api(given, "/api/v1/forecast?period=2027-Q1")
                        .at("/items/0/forecast")
                        .asString())
                .isEqualTo("3600.50");
        assertThat(mvc.get().uri("/forecast/sheet?period=2027-Q1").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Zoé;")
                .contains("2100.50");
        assertThat(mvc.post()
                        .uri("/forecast/adjustments")
                        .with(given.signedIn(me))
                        .with(csrf())
                        .param("period", "2027-Q1")
                        .param("whose", "line." + world.zoe().member())
                        .param("amount", "beaucoup")
                        .param("comment", "je le sens"))
                .hasStatus(422)
                .bodyText()
                .contains("beaucoup", "je le sens", "montant positif");
    }

    private JsonNode api(Given given, String path) throws Exception {
        var answer = mvc.get()
                .uri(path)
                .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                .exchange();
        assertThat(answer).hasStatusOk();
        return json.readTree(answer.getResponse().getContentAsString());
    }

    @Test
    void deals_at_risk_wait_on_the_manager_s_desk(Given given) {
        var manager = given.member("Marc Manager", "manager");
        var today = LocalDate.ofInstant(clock.instant(), manager.zone());
        var late = Map.of("forecast_category", "commit", "next_step", "Relire", "close_date", "2026-11-02");
        var fine = Map.of("forecast_category", "commit", "next_step", "Relire", "close_date", today.toString());
        deal(given, manager, "En retard", 100, late);
        deal(given, manager, "Bien menée", 100, fine);
        var quiet = deal(given, manager, "Endormie", 900, fine);
        var anna = below(given, given.memberWhoSeesOwn("Anna", "ae"), manager, sql);
        deal(given, anna, "Sans étape", 50, Map.of("forecast_category", "commit", "close_date", today.toString()));
        given.run(() ->
                sql.execute("update opportunity set updated_at = now() - interval '30 days' where id = ?", quiet));

        var entries = WorkspaceScope.in(
                        given.workspace(),
                        () -> queues.next(new QueueRequest(manager.member(), "manager", clock.instant(), 50)))
                .stream()
                .filter(entry -> entry.kind().equals("deal-risk"))
                .toList();
        assertThat(entries)
                .extracting(QueueEntry::title)
                .containsExactlyInAnyOrder("En retard", "Endormie", "Sans étape");
        assertThat(mvc.get().uri("/desk/manager").with(given.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .contains("Engagée pour", "sans prochaine étape", "Prévision de l’équipe")
                .doesNotContain("??");
    }
}
