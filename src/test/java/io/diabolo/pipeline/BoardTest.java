package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class BoardTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Opportunities opportunities;
    private final Queues queues;
    private final CycleLengths cycles;
    private final Clock clock;
    private final MockMvcTester mvc;

    BoardTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Opportunities opportunities,
            Queues queues,
            CycleLengths cycles,
            Clock clock,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.opportunities = opportunities;
        this.queues = queues;
        this.cycles = cycles;
        this.clock = clock;
        this.mvc = mvc;
    }

    private UUID deal(Given given, Actor owner, String name, long euros, Map<String, ?> more) {
        var input = new HashMap<String, Object>(more);
        input.put("name", name);
        input.put("owner", owner.member().toString());
        input.put("one_off_amount", Map.of("value", String.valueOf(euros), "currency", "EUR"));
        return given.in(() -> records.create(types.byId("opportunity").orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private String page(Given given, String path, Actor me) {
        var answer = mvc.get().uri(path).with(given.signedIn(me)).exchange();
        assertThat(answer).as(path).hasStatusOk();
        try {
            return answer.getResponse()
                    .getContentAsString()
                    .replace('\u00a0', ' ')
                    .replace('\u202f', ' ');
        } catch (java.io.UnsupportedEncodingException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void columns_tell_how_many_deals_they_hold_and_what_they_weigh(Given given) {
        var me = given.administrator();
        deal(given, me, "Suivi de production", 12_000, Map.of());
        deal(given, me, "Traçabilité", 20_000, Map.of("stage", "proposal", "close_date", "2020-01-31"));
        deal(given, me, "Reconduction", 5_000, Map.of("type", "renewal"));

        var board = page(given, "/opportunities/board", me);
        assertThat(board)
                .contains("Suivi de production", "Traçabilité", "12 k€", "20 k€", "pondéré 10 k€")
                .contains("Clôture passée", "Sans prochaine étape")
                .doesNotContain("Reconduction", "??");
        assertThat(page(given, "/opportunities/board?filter[pipeline]=renewal", me))
                .contains("Reconduction")
                .doesNotContain("Traçabilité");
        assertThat(page(given, "/opportunities/board?filter[stage]=proposal&q=trac", me))
                .contains("Traçabilité")
                .doesNotContain("Suivi de production");
        assertThat(page(given, "/opportunities?filter[pipeline]=renewal", me))
                .contains("/opportunities/board?filter[pipeline]=renewal");
    }

    @Test
    void lanes_cut_the_board_and_who_sees_their_own_sees_their_own(Given given) {
        var ines = given.memberWhoSeesOwn("Inès Lambert", "ae");
        var karim = given.member("Karim Diallo", "ae");
        deal(given, ines, "Suivi", 12_000, Map.of());
        deal(given, karim, "Traçabilité", 20_000, Map.of("stage", "proposal"));

        assertThat(page(given, "/opportunities/board?lanes=owner", given.administrator()))
                .contains("Inès Lambert", "Karim Diallo", "1 affaire · 20 k€");
        assertThat(page(given, "/opportunities/board?lanes=segment", given.administrator()))
                .contains("Segment inconnu", "2 affaires · 32 k€");
        assertThat(page(given, "/opportunities/board?lanes=type", ines))
                .contains("Suivi", "1 affaire · 12 k€")
                .doesNotContain("Traçabilité", "20 k€");
    }

    @Test
    void a_long_column_goes_on_where_it_ended(Given given) {
        var me = given.administrator();
        for (var i = 0; i < Boards.CARDS + 3; i++) {
            deal(given, me, "Affaire " + i, 1_000, i % 2 == 0 ? Map.of() : Map.of("close_date", "2027-03-31"));
        }
        var board = page(given, "/opportunities/board", me);
        assertThat(board.split("data-card=")).hasSize(Boards.CARDS + 1);
        var next =
                Pattern.compile("hx-get=\"(/opportunities/board/cards[^\"]+)\"").matcher(board);
        assertThat(next.find()).isTrue();
        var rest = page(
                given, next.group(1).replace("&amp;", "&").replace("%5B", "[").replace("%5D", "]"), me);
        assertThat(rest.split("data-card=")).hasSize(4);
        assertThat(rest).doesNotContain("hx-get=\"/opportunities/board/cards");
        assertThat(page(given, "/opportunities/board?shown.discovery=28", me).split("data-card="))
                .as("a refresh shows as many as there were")
                .hasSize(Boards.CARDS + 4);
    }

    @Test
    void a_card_is_moved_and_the_board_keeps_what_it_showed(Given given) {
        var me = given.administrator();
        var deal = deal(given, me, "Suivi", 12_000, Map.of());

        assertThat(mvc.post()
                        .uri("/opportunities/" + deal + "/moves")
                        .param("stage", "proposal")
                        .param("seen", "discovery")
                        .param("dialog", "true")
                        .param("back", "/opportunities/board")
                        .param("query", "lanes=owner")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus(303)
                .hasRedirectedUrl("/opportunities/board?lanes=owner");
        assertThat(mvc.post()
                        .uri("/opportunities/" + deal + "/moves")
                        .param("stage", "closing")
                        .param("seen", "discovery")
                        .param("dialog", "true")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus(409)
                .containsHeader("HX-Retarget")
                .bodyText()
                .contains("data-open-now", "Proposition");
    }

    @Test
    void a_deal_beyond_what_such_deals_take_says_so(Given given) {
        var me = given.administrator();
        for (var i = 0; i < CycleLengths.ENOUGH; i++) {
            var won = deal(given, me, "Gagnée " + i, 2_000, Map.of());
            given.run(() -> sql.update(JOURNEY)
                    .set(JOURNEY.ON_4, today().minusDays(30))
                    .where(JOURNEY.OPPORTUNITY_ID.eq(won))
                    .execute());
            given.run(() -> sql.update(OPPORTUNITY)
                    .set(OPPORTUNITY.STAGE, "won")
                    .set(OPPORTUNITY.CLOSE_DATE, today().minusDays(10))
                    .where(OPPORTUNITY.ID.eq(won))
                    .execute());
        }
        given.run(cycles::learn);
        var slow = deal(given, me, "Lente", 2_000, Map.of());
        var quick = deal(given, me, "Vive", 2_000, Map.of());
        given.run(() -> sql.update(JOURNEY)
                .set(JOURNEY.ON_4, today().minusDays(40))
                .where(JOURNEY.OPPORTUNITY_ID.eq(slow))
                .execute());

        assertThat(cycle(given, slow)).isEqualTo("short");
        assertThat(cycle(given, deal(given, me, "Grande", 250_000, Map.of()))).isEqualTo("long");
        assertThat(page(given, "/opportunities/" + slow, me))
                .contains("Ouverte depuis 40 jours", "20 jours", "médiane de 5");
        assertThat(page(given, "/opportunities/" + quick, me)).doesNotContain("Ouverte depuis");
        assertThat(page(given, "/opportunities/board", me)).containsOnlyOnce(">Au-delà du cycle<");
        assertThat(page(given, "/opportunities?filter[beyond_cycle]=true&columns=name,beyond_cycle", me))
                .contains("Lente")
                .doesNotContain("Vive");
    }

    private @Nullable String cycle(Given given, UUID deal) {
        return given.in(() -> sql.select(OPPORTUNITY.CYCLE)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(deal))
                .fetchSingle()
                .value1());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    @Test
    void a_deal_of_which_nobody_said_what_comes_next_comes_first(Given given) {
        var ae = given.member("Inès Lambert", "ae");
        deal(given, ae, "Due", 1_000, Map.of("next_step", "Appeler", "next_step_on", today().toString()));
        deal(given, ae, "Oubliée", 1_000, Map.of());
        var closed = deal(given, ae, "Perdue", 1_000, Map.of());
        given.run(() -> opportunities.move(closed, Stage.LOST, "price", ae));

        var queue = given.in(() -> queues.next(new QueueRequest(ae.member(), "ae", clock.instant(), 20)));
        assertThat(queue).extracting(QueueEntry::title).containsExactly("Oubliée", "Due");
    }

    @Test
    void many_go_together_and_come_back_together(Given given) {
        var me = given.administrator();
        var one = deal(given, me, "Une", 1_000, Map.of());
        var other = deal(given, me, "Autre", 1_000, Map.of());

        assertThat(mvc.post()
                        .uri("/opportunities/bulk")
                        .param("id", one.toString(), other.toString())
                        .param("action", "move")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("2 opportunités seront déplacées");
        assertThat(mvc.post()
                        .uri("/opportunities/moves")
                        .param("id", one.toString(), other.toString())
                        .param("stage", "lost")
                        .param("reason", "price")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus(303);
        assertThat(given.in(() -> sql.fetchCount(OPPORTUNITY, OPPORTUNITY.STAGE.eq("lost"))))
                .isEqualTo(2);
    }

    @Test
    void a_deal_that_stands_still_for_too_long_is_marked_stale(Given given) {
        var me = given.administrator();
        var still = deal(given, me, "Suivi de production", 12_000, Map.of());
        deal(given, me, "Traçabilité", 20_000, Map.of());
        var today = java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Paris"));
        given.run(() -> sql.update(OPPORTUNITY)
                .set(OPPORTUNITY.STAGE_ON, today.minusDays(15))
                .where(OPPORTUNITY.ID.eq(still))
                .execute());
        var board = page(given, "/opportunities/board", me);
        assertThat(board).contains("15 j sans mouvement");
        given.run(() -> sql.update(OPPORTUNITY)
                .set(OPPORTUNITY.STAGE_ON, today.minusDays(13))
                .where(OPPORTUNITY.ID.eq(still))
                .execute());
        assertThat(page(given, "/opportunities/board", me)).doesNotContain("sans mouvement");
    }
}
