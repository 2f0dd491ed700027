package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.CLAIM;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.JOURNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.clocks.Sweep;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Two members never work on the same company. */
@DiaboloTest
class ClaimsTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Claims claims;
    private final Sweep sweep;
    private final Undo undo;
    private final Clock clock;
    private final MockMvcTester mvc;

    ClaimsTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Claims claims,
            Sweep sweep,
            Undo undo,
            Clock clock,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.claims = claims;
        this.sweep = sweep;
        this.undo = undo;
        this.clock = clock;
        this.mvc = mvc;
    }

    private UUID company(Given given) {
        return given.in(
                () -> records.create(types.byPlural("companies"), Map.of("name", "Mécaval"), given.administrator())
                        .record()
                        .id());
    }

    @Test
    void of_two_who_claim_in_the_same_second_one_wins_and_the_other_is_told_who_and_until_when(Given given)
            throws Exception {
        var company = company(given);
        var nora = given.member("Nora Petit", "sdr");
        var paul = given.member("Paul Roux", "sdr");
        var together = new CyclicBarrier(2);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Claiming>();
            for (var done : pool.invokeAll(java.util.List.of(
                    claiming(given, company, nora, together), claiming(given, company, paul, together)))) {
                answers.add(done.get());
            }
            assertThat(answers).filteredOn(Claiming.Done.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(Claiming.Taken.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(Claiming.Taken.class, taken -> {
                        assertThat(taken.claim().name()).isIn("Nora Petit", "Paul Roux");
                        assertThat(taken.claim().until())
                                .isAfter(clock.instant().plus(Duration.ofDays(7)));
                    });
        }
        assertThat(given.in(() -> sql.fetchCount(CLAIM))).isEqualTo(1);
    }

    private Callable<Claiming> claiming(Given given, UUID company, Actor who, CyclicBarrier together) {
        return () -> {
            together.await();
            return WorkspaceScope.in(given.workspace(), () -> claims.claim(company, who));
        };
    }

    @Test
    void a_claim_enters_the_market_once_and_is_undone_whole(Given given) {
        var company = company(given);
        var nora = given.member("Nora", "sdr");
        var done = (Claiming.Done) given.in(() -> claims.claim(company, nora));
        assertThat(given.in(() -> claims.claim(company, nora))).isInstanceOf(Claiming.Already.class);
        assertThat(given.in(() -> sql.fetchCount(JOURNEY, JOURNEY.CURRENT_STAGE.eq((short) 1))))
                .isEqualTo(1);
        given.run(() -> undo.reverseNow(done.changeSet(), nora));
        assertThat(given.in(() -> claims.of(company))).isNull();
        assertThat(given.in(() -> sql.fetchCount(CLOCK))).isZero();
    }

    @Test
    void a_claim_ends_by_itself_and_nobody_is_escalated_to(Given given) {
        var company = company(given);
        var nora = given.member("Nora", "sdr");
        var paul = given.member("Paul", "sdr");
        given.in(() -> claims.claim(company, nora));
        // Ten working days have passed.
        given.run(() -> {
            sql.execute("update clock set due_at = now() - interval '1 minute', next_at = now() - interval '1 minute'");
            sql.execute("update claim set until = now() - interval '1 minute'");
        });
        assertThat(given.in(() -> claims.of(company))).isNull();
        WorkspaceScope.run(given.workspace(), () -> sweep.here(clock.instant()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(given.in(() -> sql.fetchCount(CLAIM, CLAIM.RELEASED_AT.isNotNull())))
                        .isEqualTo(1));
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isZero();
        assertThat(given.in(() -> claims.claim(company, paul))).isInstanceOf(Claiming.Done.class);
    }

    @Test
    void one_whose_time_is_up_is_free_even_before_the_sweeper_came(Given given) {
        var company = company(given);
        var nora = given.member("Nora", "sdr");
        var paul = given.member("Paul", "sdr");
        given.in(() -> claims.claim(company, nora));
        given.run(() -> sql.execute("update claim set until = now() - interval '1 minute'"));
        assertThat(given.in(() -> claims.claim(company, paul))).isInstanceOf(Claiming.Done.class);
    }

    @Test
    void only_the_claimer_or_a_manager_releases(Given given) {
        var company = company(given);
        var nora = given.member("Nora", "sdr");
        var paul = given.member("Paul", "sdr");
        given.in(() -> claims.claim(company, nora));
        assertThatThrownBy(() -> given.in(() -> claims.release(company, paul))).isInstanceOf(NotAllowed.class);
        given.in(() -> claims.release(company, given.administrator()));
        assertThat(given.in(() -> claims.of(company))).isNull();
    }

    @Test
    void another_workspace_and_who_may_not_see_the_company_cannot_claim_it(Given given, Given.Kit worlds) {
        var company = company(given);
        given.run(() -> sql.execute(
                "update company set owner_id = ?",
                given.administrator().member().value()));
        var own = given.memberWhoSeesOwn("Nora", "sdr");
        assertThatThrownBy(() -> given.in(() -> claims.claim(company, own))).isInstanceOf(NoSuchRecord.class);
        var other = worlds.given();
        assertThatThrownBy(() -> other.in(() -> claims.claim(company, other.administrator())))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void the_page_says_who_was_first_and_the_api_answers_409(Given given) {
        var company = company(given);
        var nora = given.member("Nora Petit", "sdr");
        given.in(() -> claims.claim(company, nora));
        var paul = given.member("Paul", "sdr");
        assertThat(mvc.put()
                        .uri("/api/v1/companies/" + company + "/claim")
                        .header("Authorization", given.bearer(paul, Scope.WRITE)))
                .hasStatus(409)
                .bodyText()
                .contains("Nora Petit");
        assertThat(mvc.post()
                        .uri("/companies/" + company + "/claim")
                        .with(given.signedIn(paul))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/companies/" + company).with(given.signedIn(paul)))
                .hasStatusOk()
                .bodyText()
                .contains("Nora Petit");
    }

    @Test
    void who_released_does_not_get_back_what_another_claimed_since(Given given) {
        var company = company(given);
        var nora = given.member("Nora", "sdr");
        var paul = given.member("Paul", "sdr");
        given.in(() -> claims.claim(company, nora));
        var released = Objects.requireNonNull(given.in(() -> claims.release(company, nora)));
        given.in(() -> claims.claim(company, paul));
        given.run(() -> undo.reverseNow(released, nora));
        var standing = Objects.requireNonNull(given.in(() -> claims.of(company)));
        assertThat(standing.name()).isEqualTo("Paul");
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isEqualTo(1);
    }

    @Test
    void a_claim_that_ends_within_a_day_stands_on_its_members_desk(Given given, Queues queues) {
        var nora = given.member("Nora Petit", "sdr");
        var company = company(given);
        var done = (Claiming.Done) given.in(() -> claims.claim(company, nora));
        var until = done.claim().until();
        assertThat(given.in(
                        () -> queues.next(new QueueRequest(nora.member(), "sdr", until.minus(Duration.ofDays(2)), 20))))
                .noneMatch(entry -> entry.kind().equals("claim-ends"));
        assertThat(given.in(() ->
                        queues.next(new QueueRequest(nora.member(), "sdr", until.minus(Duration.ofHours(5)), 20))))
                .filteredOn(entry -> entry.kind().equals("claim-ends"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.record()).isEqualTo(company));
    }
}
