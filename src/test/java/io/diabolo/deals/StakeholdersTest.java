package io.diabolo.deals;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.clocks.Sweep;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Merges;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class StakeholdersTest {
    private final MockMvcTester mvc;
    private final Stakeholders stakeholders;
    private final Blockers blockers;
    private final Merges merges;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;
    private final DSLContext sql;
    private final Sweep sweep;
    private final Given.Kit kit;

    StakeholdersTest(
            MockMvcTester mvc,
            Stakeholders stakeholders,
            Blockers blockers,
            Merges merges,
            Records records,
            RecordTypes types,
            Undo undo,
            DSLContext sql,
            Sweep sweep,
            Given.Kit kit) {
        this.mvc = mvc;
        this.stakeholders = stakeholders;
        this.blockers = blockers;
        this.merges = merges;
        this.records = records;
        this.types = types;
        this.undo = undo;
        this.sql = sql;
        this.sweep = sweep;
        this.kit = kit;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private UUID deal(Given given) {
        var company = create(given, "company", Map.of("name", "Mécaval"));
        return create(given, "opportunity", Map.of("name", "Suivi", "company", company.toString()));
    }

    private Stakeholders.Saved add(Given given, UUID deal, String person, Map<String, ?> more) {
        var input = new java.util.HashMap<String, Object>(more);
        input.put("person", person);
        return given.in(() -> stakeholders.add(deal, input, given.administrator()));
    }

    private List<Stakeholder> of(Given given, UUID deal) {
        return given.in(() -> stakeholders.of(deal, given.administrator()));
    }

    private List<String> gaps(Given given, UUID deal) {
        return given.in(() -> stakeholders.gaps(deal)).stream().map(Gap::id).toList();
    }

    @Test
    void who_is_named_in_a_note_on_a_stakeholder_is_told_and_led_to_it(Given given) {
        var paul = given.member("Paul Morel", "ae");
        var blind = given.memberWhoSeesOwn("Zoé Petit", "ae");
        var deal = deal(given);
        var lea = add(given, deal, "Léa Martin", Map.of()).id();
        given.run(() -> stakeholders.change(
                lea, Map.of("note", "Voir avec @Paul Morel et @Zoé Petit."), null, given.administrator()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(paths(given, paul))
                        .containsExactly("/opportunities/" + deal + "/stakeholders#s-" + lea));
        assertThat(paths(given, blind)).isEmpty();
        assertThat(mvc.get()
                        .uri("/opportunities/" + deal + "/stakeholders")
                        .with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/members/" + paul.member() + "\"", "Pas prévenus\u00a0: Zoé Petit");
    }

    private List<String> paths(Given given, Actor who) {
        return given.in(() -> sql.select(NOTIFICATION.PATH)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(who.member().value()))
                .and(NOTIFICATION.KIND.eq("mentioned"))
                .fetch(NOTIFICATION.PATH));
    }

    @Test
    void gaps_are_named_until_they_are_mended(Given given) {
        var deal = deal(given);
        assertThat(gaps(given, deal)).containsExactly("nobody");
        add(given, deal, "Léa Martin", Map.of("part", "user"));
        assertThat(gaps(given, deal))
                .containsExactly("one-contact", "no-economic-buyer", "no-champion", "nobody-strong-supports");
        add(given, deal, "Paul Roux", Map.of("part", "economic_buyer", "influence", "high", "stance", "supports"));
        add(given, deal, "Inès Blanc", Map.of("part", "champion", "influence", "high", "stance", "supports"));
        assertThat(gaps(given, deal)).isEmpty();
        add(given, deal, "Guy Noir", Map.of("part", "legal", "influence", "high", "stance", "opposes"));
        assertThat(gaps(given, deal)).containsExactly("strong-opponent");
    }

    @Test
    void a_name_that_nobody_bears_becomes_a_person_at_the_company_and_goes_with_the_undo(Given given) {
        var deal = deal(given);
        var saved = add(given, deal, "Léa Martin", Map.of());
        var person = of(given, deal).getFirst().person();
        assertThat(given.in(() -> sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.COMPANY_ID.isNotNull())))
                .isTrue();
        given.in(() -> undo.reverse(Objects.requireNonNull(saved.changeSet()), given.administrator()));
        assertThat(of(given, deal)).isEmpty();
        assertThat(given.in(() -> sql.fetchExists(PERSON, PERSON.ID.eq(person))))
                .isFalse();
    }

    @Test
    void who_reports_to_whom_makes_no_circle_and_can_be_taken_back(Given given) {
        var me = given.administrator();
        var deal = deal(given);
        var chief = add(given, deal, "Paul Roux", Map.of()).id();
        var other = add(given, deal, "Léa Martin", Map.of("reports_to", chief.toString()))
                .id();
        assertThatThrownBy(() ->
                        given.in(() -> stakeholders.change(chief, Map.of("reports_to", other.toString()), null, me)))
                .isInstanceOf(BadInput.class);
        var sways = given.in(() ->
                stakeholders.change(other, Map.of("influences", List.of(chief.toString()), "note", "x"), null, me));
        assertThat(of(given, deal).getLast().sways()).containsExactly(chief);
        given.in(() -> undo.reverse(Objects.requireNonNull(sways.changeSet()), me));
        assertThat(of(given, deal).getLast().sways()).isEmpty();

        var removed = given.in(() -> stakeholders.remove(chief, null, me));
        assertThat(of(given, deal)).extracting(Stakeholder::reportsTo).containsOnlyNulls();
        given.in(() -> undo.reverse(removed, me));
        assertThat(of(given, deal)).extracting(Stakeholder::reportsTo).contains(chief);
    }

    @Test
    void a_person_who_left_and_comes_back_is_the_same_stakeholder(Given given) {
        var deal = deal(given);
        var saved = add(given, deal, "Léa Martin", Map.of("part", "champion"));
        given.in(() -> stakeholders.remove(saved.id(), null, given.administrator()));
        assertThat(add(given, deal, "Léa Martin", Map.of()).id()).isEqualTo(saved.id());
        assertThat(of(given, deal).getFirst().part()).isEqualTo("champion");
        assertThatThrownBy(() -> add(given, deal, "léa martin", Map.of())).isInstanceOf(BadInput.class);
    }

    @Test
    void two_people_who_become_one_take_part_as_one(Given given) {
        var me = given.administrator();
        var deal = deal(given);
        add(given, deal, "Léa Martin", Map.of("part", "champion"));
        var loser = of(given, deal).getFirst().person();
        var survivor = create(given, "person", Map.of("first_name", "Léa", "last_name", "Martin-Roux"));
        merge(given, survivor, loser, me);
        assertThat(of(given, deal)).extracting(Stakeholder::person).containsExactly(survivor);
    }

    private void merge(Given given, UUID survivor, UUID loser, Actor me) {
        var wanted = new Merges.Wanted(survivor, List.of(loser), Map.of(), Map.of());
        given.in(() -> merges.merge(types.byId("person").orElseThrow(), wanted, me));
    }

    @Test
    void a_blocker_is_somebodys_to_solve_and_its_clock_stops_with_it(Given given) {
        var me = given.administrator();
        var owner = given.member("Noé", "se");
        var deal = deal(given);
        var saved = given.in(() -> blockers.add(
                deal,
                new Blockers.Wanted("Le juridique refuse", null, owner.member().value(), 3),
                me));
        var blocker = given.in(() -> blockers.of(deal, me)).getFirst();
        assertThat(blocker.owner()).isEqualTo("Noé");
        assertThat(blocker.clock().isOpen()).isTrue();

        given.in(() -> blockers.solve(blocker.id(), "Clause réécrite", me));
        assertThat(given.in(() -> blockers.of(deal, me)).getFirst().isOpen()).isFalse();
        assertThat(given.in(() -> sql.fetchExists(CLOCK, CLOCK.KIND.eq("blocker"), CLOCK.STOPPED_AT.isNull())))
                .isFalse();
        assertThat(saved.changeSet()).isNotNull();
    }

    @Test
    void who_does_not_see_the_opportunity_sees_nobody_of_it(Given given) {
        var deal = deal(given);
        var saved = add(given, deal, "Léa Martin", Map.of());
        var nora = given.memberWhoSeesOwn("Nora", "ae");
        assertThatThrownBy(() -> given.in(() -> stakeholders.of(deal, nora))).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> given.in(() -> stakeholders.change(saved.id(), Map.of(), null, nora)))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(mvc.get()
                        .uri("/api/v1/stakeholders")
                        .header(HttpHeaders.AUTHORIZATION, given.bearer(nora, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Léa");
        assertThat(mvc.get()
                        .uri("/api/v1/stakeholders")
                        .header(HttpHeaders.AUTHORIZATION, given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("Léa");
        var other = kit.given();
        assertThat(mvc.get()
                        .uri("/opportunities/" + deal + "/stakeholders")
                        .with(other.signedIn(other.administrator())))
                .hasStatus(404);
    }

    @Test
    void the_page_draws_the_map_and_says_it_in_words(Given given) {
        var deal = deal(given);
        var chief = add(given, deal, "Paul Roux", Map.of("part", "economic_buyer"));
        add(given, deal, "Léa Martin", Map.of("reports_to", chief.id().toString()));
        var path = "/opportunities/" + deal + "/stakeholders";
        assertThat(mvc.get().uri(path).with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("<svg class=\"people-map\"")
                .contains("Rend compte à Paul Roux")
                .contains("Aucun champion");
        assertThat(mvc.post()
                        .uri(path)
                        .param("person", "")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422);
    }

    private void sweepAt(Given given, Instant now) {
        WorkspaceScope.run(given.workspace(), () -> sweep.here(now));
    }

    @Test
    void a_blockers_clock_warns_breaches_and_goes_up_to_the_manager(Given given) {
        var me = given.administrator();
        var owner = given.member("Noé", "se");
        var deal = deal(given);
        given.in(() -> blockers.add(
                deal,
                new Blockers.Wanted("Le juridique refuse", null, owner.member().value(), 3),
                me));
        var clock = CLOCK.KIND.eq("blocker");
        var started = given.in(() -> sql.fetchSingle(CLOCK, clock));
        sweepAt(given, started.getWarnAt().toInstant().plusSeconds(1));
        assertThat(given.in(() -> sql.fetchSingle(CLOCK, clock)).getWarnedAt()).isNotNull();
        sweepAt(given, started.getDueAt().toInstant().plusSeconds(1));
        assertThat(given.in(() -> sql.fetchSingle(CLOCK, clock)).getBreachedAt())
                .isNotNull();
        sweepAt(given, started.getEscalateAt().toInstant().plusSeconds(1));
        var late = given.in(() -> sql.fetchSingle(CLOCK, clock));
        assertThat(late.getEscalatedAt()).isNotNull();
        assertThat(late.getStoppedAt()).as("it is still to be solved").isNull();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given.run(() -> assertThat(sql.select(NOTIFICATION.KIND)
                                .from(NOTIFICATION)
                                .where(NOTIFICATION.MEMBER_ID.eq(owner.member().value()))
                                .fetch(NOTIFICATION.KIND))
                        .contains("clock-warned", "clock-breached")));
    }
}
