package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class RoutingTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Rules rules;
    private final LeadRouting routing;
    private final TakerSettings takers;
    private final RoutingTrials trials;
    private final MockMvcTester mvc;
    private final Clock clock;

    RoutingTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Rules rules,
            LeadRouting routing,
            TakerSettings takers,
            RoutingTrials trials,
            MockMvcTester mvc,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.rules = rules;
        this.routing = routing;
        this.takers = takers;
        this.trials = trials;
        this.mvc = mvc;
        this.clock = clock;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private UUID inbound(Given given, Map<String, ?> more) {
        var input = new HashMap<String, Object>(more);
        input.put("last_name", "Martin");
        input.put("channel", "inbound");
        return create(given, "lead", input);
    }

    private UUID owner(Given given, UUID lead) {
        return given.in(() -> sql.select(LEAD.OWNER_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
    }

    private static UUID id(Actor actor) {
        return actor.member().value();
    }

    @Test
    void inbound_leads_go_to_the_bdrs_in_turn_and_each_time_says_why(Given given) {
        var ines = given.member("Inès", "bdr");
        var paul = given.member("Paul", "bdr");
        var owners = new ArrayList<UUID>();
        for (var i = 0; i < 4; i++) {
            owners.add(owner(given, inbound(given, Map.of())));
        }
        assertThat(owners.subList(0, 2)).containsExactlyInAnyOrder(id(ines), id(paul));
        assertThat(owners.subList(2, 4)).containsExactlyInAnyOrder(id(ines), id(paul));

        var lead = inbound(given, Map.of());
        var past = given.in(() -> routing.past(lead, given.administrator()));
        assertThat(past).singleElement().satisfies(one -> {
            assertThat(one.assignment().why()).isEqualTo("turn");
            assertThat(one.assignment().pool()).isEqualTo(2);
            assertThat(one.assignment().rule()).contains("Canal = Entrant");
        });
    }

    @Test
    void whoever_follows_the_account_comes_first(Given given) {
        given.member("Inès", "bdr");
        var ae = given.member("Marc", "ae");
        var company = create(given, "company", Map.of("name", "Mécaval", "owner", id(ae).toString()));
        var lead = inbound(given, Map.of("company", company.toString()));
        assertThat(owner(given, lead)).isEqualTo(id(ae));
    }

    @Test
    void who_is_away_or_full_is_passed_over(Given given) {
        var ines = given.member("Inès", "bdr");
        var paul = given.member("Paul", "bdr");
        var today = LocalDate.ofInstant(clock.instant(), ines.zone());
        given.run(() -> takers.change(id(ines), null, today.minusDays(1), today.plusDays(1), given.administrator()));
        assertThat(owner(given, inbound(given, Map.of()))).isEqualTo(id(paul));
        given.run(() -> takers.change(id(paul), 2, null, null, given.administrator()));
        assertThat(owner(given, inbound(given, Map.of()))).isEqualTo(id(paul));
        // Both are out: nobody of the rules, so it stays with whoever made it.
        assertThat(owner(given, inbound(given, Map.of()))).isEqualTo(id(given.administrator()));
    }

    @Test
    void who_said_in_their_hours_to_be_away_is_passed_over_too(Given given) {
        var ines = given.member("Inès", "bdr");
        var paul = given.member("Paul", "bdr");
        var today = LocalDate.ofInstant(clock.instant(), ines.zone());
        given.run(() -> sql.execute(
                "insert into member_absence (member_id, from_on, to_on) values (?, ?, ?)",
                id(ines),
                today.minusDays(1),
                today.plusDays(1)));
        for (var i = 0; i < 2; i++) {
            assertThat(owner(given, inbound(given, Map.of()))).isEqualTo(id(paul));
        }
        var company = create(given, "company", Map.of("name", "Mécaval", "owner", id(ines).toString()));
        assertThat(owner(given, inbound(given, Map.of("company", company.toString()))))
                .isEqualTo(id(paul));
    }

    @Test
    void a_named_owner_stays(Given given) {
        given.member("Inès", "bdr");
        var sdr = given.member("Nora", "sdr");
        assertThat(owner(given, inbound(given, Map.of("owner", id(sdr).toString()))))
                .isEqualTo(id(sdr));
    }

    @Test
    void territories_decide_in_order(Given given) {
        var nord = given.member("Nora", "sdr");
        var sud = given.member("Samuel", "sdr");
        given.in(() -> rules.save(
                "routing",
                List.of(
                        Rule.deciding("member:" + id(nord), "company.postcode.startsWith(\"59\")"),
                        Rule.deciding("member:" + id(sud), "filled(company.postcode)")),
                Map.of(),
                null,
                given.administrator()));
        var lille = create(given, "company", Map.of("name", "Lille", "postcode", "59000"));
        var nice = create(given, "company", Map.of("name", "Nice", "postcode", "06000"));
        assertThat(owner(given, inbound(given, Map.of("company", lille.toString()))))
                .isEqualTo(id(nord));
        assertThat(owner(given, inbound(given, Map.of("company", nice.toString()))))
                .isEqualTo(id(sud));
    }

    @Test
    void language_segment_and_team_decide_too(Given given) {
        var team =
                given.<UUID>in(() -> sql.fetchSingle("insert into team (name) values ('Grands comptes') returning id")
                        .get(0, UUID.class));
        var english = given.member("Emma", "sdr");
        var large = given.member("Luc", "ae");
        var inTeam = given.member("Théa", "bdr");
        given.member("Paul", "bdr");
        given.run(() -> sql.execute("update member set team_id = ? where id = ?", team, id(inTeam)));
        given.in(() -> rules.save(
                "routing",
                List.of(
                        Rule.deciding("member:" + id(english), "person.language == \"en\""),
                        Rule.deciding("member:" + id(large), "company.segment == \"enterprise\""),
                        Rule.deciding("team:" + team, "lead.channel == \"inbound\"")),
                Map.of(),
                null,
                given.administrator()));
        var person =
                create(given, "person", Map.of("last_name", "Smith", "email", "smith@uk.example", "language", "en"));
        var spoken = create(given, "lead", Map.of("person", person.toString(), "channel", "inbound"));
        assertThat(owner(given, spoken)).isEqualTo(id(english));
        var company = create(given, "company", Map.of("name", "Grand Groupe", "segment", "enterprise"));
        var big = inbound(given, Map.of("company", company.toString()));
        assertThat(owner(given, big)).isEqualTo(id(large));
        var other = inbound(given, Map.of());
        assertThat(owner(given, other)).isEqualTo(id(inTeam));
        var why = given.in(() -> routing.past(other, given.administrator()));
        assertThat(why)
                .singleElement()
                .satisfies(one -> assertThat(one.assignment().why()).isEqualTo("turn"));
    }

    @Test
    void leads_at_the_same_moment_are_shared_out(Given given) throws Exception {
        var ines = given.member("Inès", "bdr");
        var paul = given.member("Paul", "bdr");
        var leads = new ArrayList<UUID>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var waiting = new ArrayList<Future<UUID>>();
            for (var i = 0; i < 10; i++) {
                waiting.add(threads.submit(() -> inbound(given, Map.of())));
            }
            for (var one : waiting) {
                leads.add(one.get());
            }
        }
        var owners = leads.stream().map(lead -> owner(given, lead)).toList();
        assertThat(owners.stream().filter(id(ines)::equals)).hasSize(5);
        assertThat(owners.stream().filter(id(paul)::equals)).hasSize(5);
    }

    @Test
    void other_rules_are_replayed_on_last_month(Given given) {
        given.member("Inès", "bdr");
        var lead = inbound(given, Map.of());
        var candidate = new RuleSet(
                null, "routing", 0, List.of(Rule.deciding("role:inside", "lead.channel == \"inbound\"")), Map.of());
        var replay = given.in(() -> trials.replay(candidate, given.administrator()));
        assertThat(replay.changed()).isEqualTo(1);
        assertThat(replay.lines().getFirst().id()).isEqualTo(lead);
        assertThat(replay.lines().getFirst().before()).contains("BDR");
    }

    @Test
    void an_outcome_that_is_nobody_is_refused(Given given) {
        for (var outcome : List.of("", "role:nobody", "member:" + UUID.randomUUID(), "team:x", "all")) {
            assertThatThrownBy(() -> given.in(() -> rules.save(
                            "routing", List.of(Rule.deciding(outcome, "true")), Map.of(), null, given.administrator())))
                    .as(outcome)
                    .isInstanceOf(BadInput.class);
        }
    }

    @Test
    void a_rule_that_names_somebody_who_left_shows_it_until_another_is_chosen(Given given) {
        var nora = given.member("Nora Partie", "bdr");
        given.run(() -> rules.save(
                "routing",
                List.of(Rule.deciding("member:" + id(nora), "lead.channel == \"inbound\"")),
                Map.of(),
                null,
                given.administrator()));
        given.run(() -> sql.execute("update member set state = 'left' where id = ?", id(nora)));
        assertThat(mvc.get().uri("/settings/rules/routing").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Nora Partie (n’est plus disponible)");
    }

    @Test
    void a_closed_lead_is_given_to_nobody(Given given) {
        var lead = inbound(given, Map.of());
        given.run(() ->
                sql.execute("update lead set status = 'disqualified', stage = 'disqualified' where id = ?", lead));
        assertThatThrownBy(() -> given.run(() -> routing.route(lead, null, given.administrator())))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void who_does_not_see_a_lead_routes_nothing(Given given) {
        var lead = inbound(given, Map.of());
        var nora = given.memberWhoSeesOwn("Nora", "sdr");
        assertThatThrownBy(() -> given.in(() -> routing.route(lead, null, nora)))
                .isInstanceOf(NoSuchRecord.class);
    }
}
