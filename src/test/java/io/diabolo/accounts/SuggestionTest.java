package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static io.diabolo.jooq.Tables.WIN_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.queues.QueueRequest;
import io.diabolo.records.Undo;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What could be done with a customer is suggested by rules, and done once. */
@DiaboloTest
class SuggestionTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Suggestions suggestions;
    private final SuggestionQueue queue;
    private final Rules rules;
    private final Undo undo;
    private final Clock clock;
    private final ApplicationContext application;

    SuggestionTest(
            MockMvcTester mvc,
            DSLContext sql,
            Suggestions suggestions,
            SuggestionQueue queue,
            Rules rules,
            Undo undo,
            Clock clock,
            ApplicationContext application) {
        this.mvc = mvc;
        this.sql = sql;
        this.suggestions = suggestions;
        this.queue = queue;
        this.rules = rules;
        this.undo = undo;
        this.clock = clock;
        this.application = application;
    }

    private record World(ACustomer customer, Actor ae, Actor csm) {}

    private World world(Given given) {
        var ae = given.member("Awa", "ae");
        var csm = given.member("Inès", "csm");
        return new World(ACustomer.of(given, application, "Corderie Vidal", ae, csm), ae, csm);
    }

    /** Near the end of what it may use. */
    private World nearLimit(Given given) {
        var world = world(given);
        world.customer()
                .create(
                        "usage-allowances",
                        Map.of(
                                "product", world.customer().product.toString(),
                                "feature", "export",
                                "per_unit", "10"));
        world.customer().used("export", 9, 10);
        world.customer().look();
        return world;
    }

    private List<SuggestionRecord> all(Given given) {
        return given.in(
                () -> sql.selectFrom(SUGGESTION).orderBy(SUGGESTION.KIND).fetch());
    }

    @Test
    void use_near_its_limit_suggests_to_sell_more_with_the_reason_on_the_desks(Given given) {
        var world = nearLimit(given);
        world.customer().look();
        var one = all(given).stream()
                .filter(row -> row.getKind().equals("upsell"))
                .toList();
        assertThat(one).singleElement().satisfies(row -> {
            assertThat(row.getProductId()).isEqualTo(world.customer().product);
            assertThat(row.getReasonFr()).contains("usage inclus", "80");
            assertThat(row.getReasonEn()).contains("included usage", "80");
            assertThat(row.getFacts().data()).contains("90");
        });
        for (var who : List.of(world.csm(), world.ae())) {
            var desk = who.roles().iterator().next();
            assertThat(given.in(() -> queue.next(new QueueRequest(who.member(), desk, clock.instant(), 20))))
                    .anySatisfy(entry -> assertThat(entry.reason().key()).isEqualTo("queue.suggestion.upsell"));
        }
        assertThat(mvc.get().uri("/suggestions/" + one.getFirst().getId()).with(given.signedIn(world.csm())))
                .hasStatusOk()
                .bodyText()
                .contains("Part de l’usage inclus", "90", "Corderie Vidal");
    }

    @Test
    void two_who_accept_at_once_open_one_opportunity_of_the_expansion_pipeline(Given given) throws Exception {
        var world = nearLimit(given);
        var id = all(given).getFirst().getId();
        Callable<Suggestions.Answer> first = () -> given.in(() -> suggestions.accept(id, world.ae()));
        Callable<Suggestions.Answer> second = () -> given.in(() -> suggestions.accept(id, world.csm()));
        List<Suggestions.Answer> answers;
        try (var two = Executors.newFixedThreadPool(2)) {
            var running = two.invokeAll(List.of(first, second));
            answers = List.of(running.get(0).get(), running.get(1).get());
        }
        assertThat(answers).hasAtLeastOneElementOfType(Suggestions.Answer.Done.class);
        assertThat(answers).hasAtLeastOneElementOfType(Suggestions.Answer.Already.class);
        var deal = given.in(() -> sql.selectFrom(OPPORTUNITY).fetchSingle());
        assertThat(deal.getType()).isEqualTo("upsell");
        assertThat(deal.getPipeline()).isEqualTo("expansion");
        assertThat(deal.getCompanyId()).isEqualTo(world.customer().company);
        assertThat(answers).allSatisfy(answer -> {
            var path = switch (answer) {
                case Suggestions.Answer.Done done -> done.path();
                case Suggestions.Answer.Already already -> already.path();
            };
            assertThat(path).isEqualTo("/opportunities/" + deal.getId());
        });
        given.run(() -> {
            assertThat(sql.select(JOURNEY.TYPE)
                            .from(JOURNEY)
                            .where(JOURNEY.ID.eq(deal.getJourneyId()))
                            .fetchSingle()
                            .value1())
                    .isEqualTo("upsell");
            assertThat(sql.fetchCount(OPPORTUNITY_PRODUCT)).isEqualTo(1);
        });
        world.customer().look();
        assertThat(all(given)).as("it is under way").hasSize(1);
    }

    @Test
    void what_was_dismissed_is_not_suggested_again_before_its_day(Given given) {
        var world = nearLimit(given);
        var id = all(given).getFirst().getId();
        assertThatThrownBy(() -> given.in(() -> suggestions.dismiss(id, "", "", world.csm())))
                .isInstanceOf(BadInput.class);
        assertThat(mvc.post()
                        .uri("/suggestions/" + id + "/dismissal")
                        .with(given.signedIn(world.csm()))
                        .with(csrf())
                        .param("note", "plus tard"))
                .hasStatus(422)
                .bodyText()
                .contains("plus tard", "Choisissez pourquoi");
        assertThat(mvc.post()
                        .uri("/suggestions/" + id + "/dismissal")
                        .with(given.signedIn(world.csm()))
                        .with(csrf())
                        .param("reason", "not_now"))
                .hasStatus(303);
        world.customer().look();
        assertThat(all(given)).singleElement().satisfies(row -> {
            assertThat(row.getState()).isEqualTo("dismissed");
            assertThat(row.getQuietUntil()).isNotNull();
        });
        given.run(() -> sql.execute("update suggestion set quiet_until = (now() at time zone 'Europe/Paris')::date"));
        world.customer().look();
        assertThat(all(given)).as("the quiet time is over").hasSize(2);
    }

    @Test
    void an_acceptance_can_be_taken_back(Given given) {
        var world = nearLimit(given);
        var id = all(given).getFirst().getId();
        var done = (Suggestions.Answer.Done) given.<Suggestions.Answer>in(() -> suggestions.accept(id, world.ae()));
        given.<Object>in(() -> undo.reverse(done.changeSet(), world.ae()));
        given.run(() -> assertThat(sql.fetchCount(OPPORTUNITY)).isZero());
        assertThat(all(given))
                .singleElement()
                .satisfies(row -> assertThat(row.getState()).isEqualTo("open"));
    }

    @Test
    void who_has_no_customers_in_hand_decides_nothing_and_a_neighbour_finds_nothing(Given given, Given.Kit worlds) {
        var world = nearLimit(given);
        var id = all(given).getFirst().getId();
        var sdr = given.member("Sami", "sdr");
        assertThatThrownBy(() -> given.in(() -> suggestions.accept(id, sdr))).isInstanceOf(NotAllowed.class);
        var stranger = given.memberWhoSeesOwn("Nora", "am");
        assertThat(mvc.post()
                        .uri("/api/v1/suggestions/" + id + "/acceptance")
                        .header("Authorization", given.bearer(stranger, Scope.WRITE)))
                .hasStatus(404);
        var other = worlds.given();
        assertThat(mvc.get().uri("/suggestions/" + id).with(other.signedIn(other.administrator())))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/api/v1/suggestions/" + id + "/acceptance")
                        .header("Authorization", given.bearer(world.csm(), Scope.READ)))
                .hasStatus(403);
        assertThat(all(given))
                .singleElement()
                .satisfies(row -> assertThat(row.getState()).isEqualTo("open"));
    }

    @Test
    void the_api_accepts_and_dismisses(Given given) {
        var world = nearLimit(given);
        var id = all(given).getFirst().getId();
        var token = given.bearer(world.csm(), Scope.WRITE);
        assertThat(mvc.get().uri("/api/v1/suggestions?filter[state]=open").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains(id.toString(), "upsell");
        assertThat(mvc.post()
                        .uri("/api/v1/suggestions/" + id + "/dismissal")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(422);
        assertThat(mvc.post().uri("/api/v1/suggestions/" + id + "/acceptance").header("Authorization", token))
                .hasStatus(201)
                .bodyText()
                .contains("opportunity_id", "account.limit_used");
        assertThat(mvc.post()
                        .uri("/api/v1/suggestions/" + id + "/dismissal")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"wrong\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("\"state\":\"accepted\"");
    }

    @Test
    void a_cross_sell_names_what_the_customer_has_not_and_does_not_refuse(Given given) {
        var world = world(given);
        var other = world.customer().create("products", Map.of("name", "Hublot"));
        var third = world.customer().create("products", Map.of("name", "Zénith"));
        given.run(() -> rules.save(
                ExpansionRules.ID,
                List.of(Rule.deciding("cross_sell", "account.products >= 1")),
                Map.of(),
                null,
                given.administrator()));
        assertThat(mvc.put()
                        .uri("/api/v1/accounts/" + world.customer().company + "/whitespace")
                        .header("Authorization", given.bearer(world.csm(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"company_id\": \"" + world.customer().company + "\", \"product_id\": \"" + other
                                + "\", \"state\": \"refused\", \"reason\": \"en a un autre\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("en a un autre");
        world.customer().look();
        assertThat(all(given))
                .singleElement()
                .satisfies(row -> assertThat(row.getProductId()).isEqualTo(third));
    }

    @Test
    void a_promoter_is_to_be_asked_for_a_recommendation_and_the_task_names_them(Given given) {
        var world = world(given);
        var lea = world.customer().person("Martin", Map.of("first_name", "Léa"));
        world.customer().answered(lea, 10);
        world.customer().look();
        var asked = all(given).stream()
                .filter(row -> row.getKind().equals("referral"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.getPersonId()).isEqualTo(lea);
        given.<Object>in(() -> suggestions.accept(asked.getId(), world.csm()));
        given.run(() -> assertThat(sql.selectFrom(ACTIVITY)
                        .where(ACTIVITY.KIND.eq("task"))
                        .fetchSingle()
                        .getSubject())
                .contains("Léa Martin"));
    }

    @Test
    void rules_of_expansion_are_tried_and_replayed_before_they_act(Given given) {
        var world = nearLimit(given);
        var me = given.administrator();
        assertThat(mvc.get().uri("/settings/rules/expansion").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Comptes", "Vente croisée", "Ne pas suggérer");
        var trial = given.in(() ->
                application.getBean(ExpansionTrials.class).trial(rules.of(ExpansionRules.ID), "corderie", world.csm()));
        assertThat(trial).isNotNull();
        assertThat(trial.total()).contains("Vente additionnelle");
        var candidate = new io.diabolo.rules.RuleSet(
                null, ExpansionRules.ID, 1, List.of(Rule.deciding("referral", "account.products >= 1")), Map.of());
        assertThat(given.in(() -> application.getBean(ExpansionTrials.class).replay(candidate, world.csm()))
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void who_left_is_listed_with_the_reason_and_won_back_on_its_day_as_a_lead(Given given) {
        var world = world(given);
        given.run(() -> sql.execute("""
                update contract set state = 'ended', ends_on = (now() at time zone 'Europe/Paris')::date - 200, end_reason = 'competitor', recurring_minor = 0,
                                    starts_on = (now() at time zone 'Europe/Paris')::date - 600"""));
        world.customer().look();
        var left = given.in(() -> sql.selectFrom(WIN_BACK).fetchSingle());
        assertThat(left.getReason()).isEqualTo("competitor");
        assertThat(left.getReturnOn()).isEqualTo(left.getChurnedOn().plusDays(180));
        var back = all(given).stream()
                .filter(row -> row.getKind().equals("win_back"))
                .findFirst()
                .orElseThrow();
        world.customer().look();
        given.run(() -> assertThat(sql.fetchCount(WIN_BACK)).isEqualTo(1));
        given.<Object>in(() -> suggestions.accept(back.getId(), world.ae()));
        var lead = given.in(() -> sql.selectFrom(LEAD).fetchSingle());
        assertThat(lead.getSource()).isEqualTo("win_back");
        assertThat(lead.getCompanyId()).isEqualTo(world.customer().company);
        given.run(() ->
                assertThat(sql.selectFrom(WIN_BACK).fetchSingle().getState()).isEqualTo("open"));
        assertThat(mvc.post()
                        .uri("/api/v1/win-backs/" + left.getId() + "/reopening")
                        .header("Authorization", given.bearer(world.csm(), Scope.WRITE)))
                .hasStatus(201)
                .bodyText()
                .contains(lead.getId().toString());
        given.run(() -> assertThat(sql.fetchCount(LEAD)).as("once").isEqualTo(1));
    }
}
