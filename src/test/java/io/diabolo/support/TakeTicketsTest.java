package io.diabolo.support;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Many tickets at once get what one gets. */
@DiaboloTest
class TakeTicketsTest {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;

    TakeTicketsTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc) {
        this.application = application;
        this.sql = sql;
        this.mvc = mvc;
    }

    private MvcTestResult sent(Given given, String items) {
        return mvc.post()
                .uri("/api/v1/tickets/batch")
                .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"items\": [" + items + "]}")
                .exchange();
    }

    @Test
    void each_has_its_customer_its_words_its_clocks_and_is_found(Given given) {
        var desk = new ADesk(given, application);
        desk.record(
                "sla-policies",
                Map.of("name", "PME", "segment", "smb", "first_minutes", "30", "resolution_hours", "4"));
        assertThat(sent(given, """
                {"subject": "Export vide", "description": "Rien.", "requester_email": "lea@brest.example", "external_id": "A-1"},
                {"subject": "Accès", "requester_email": "marc@brest.example", "priority": "urgent", "tier": 2},
                {"subject": "Encore", "external_id": "A-1"}""")).hasStatus(201);
        // What one gets by itself, the others get together.
        var alone = desk.ticket("Export vide", Map.of());
        given.run(() -> {
            assertThat(sql.fetchCount(TICKET)).isEqualTo(3);
            var taken =
                    sql.selectFrom(TICKET).where(TICKET.EXTERNAL_ID.eq("A-1")).fetchSingle();
            var one = sql.selectFrom(TICKET).where(TICKET.ID.eq(alone)).fetchSingle();
            assertThat(taken.getPersonId()).isEqualTo(desk.person).isEqualTo(one.getPersonId());
            assertThat(taken.getCompanyId()).isEqualTo(desk.company);
            assertThat(taken.getPolicyId()).isEqualTo(one.getPolicyId()).isNotNull();
            assertThat(taken.getDueKind()).isEqualTo(one.getDueKind());
            assertThat(Duration.between(taken.getDueAt(), one.getDueAt()).abs()).isLessThan(Duration.ofMinutes(2));
            assertThat(kinds(taken.getId())).isEqualTo(kinds(alone));
            assertThat(desk.bean(Conversation.class).of(taken.getId()))
                    .singleElement()
                    .satisfies(said -> assertThat(said.body()).isEqualTo("Rien."));
            assertThat(sql.fetchValue("select count(*) from search_entry where kind = 'ticket'"))
                    .isEqualTo(3L);
            assertThat(sql.fetchValue("select count(*) from change where record_type = 'ticket' and kind = 'created'"))
                    .isEqualTo(3L);
        });
        assertThat(sent(given, "{\"subject\": \"Encore\", \"external_id\": \"A-1\"}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.items[0].again")
                .isEqualTo(true);
    }

    private String kinds(UUID ticket) {
        return sql.select(CLOCK.KIND, CLOCK.BUDGET)
                .from(CLOCK)
                .where(CLOCK.SUBJECT_ID.eq(ticket))
                .orderBy(CLOCK.KIND)
                .fetch(row -> row.value1() + " " + row.value2())
                .toString();
    }

    @Test
    void one_that_is_wrong_is_named_and_none_is_taken(Given given) {
        assertThat(sent(
                        given,
                        "{\"subject\": \"Bon\"}, {\"subject\": \" \", \"requester_email\": \"non\", \"tier\": 9}"))
                .hasStatus(422)
                .bodyText()
                .contains("items[1].subject", "items[1].requester_email", "items[1].tier");
        assertThat(given.in(() -> sql.fetchCount(TICKET))).isZero();
        assertThat(sent(given, "")).hasStatus(422);
    }

    /** Far from what a bench says, but a set-based write stays one: a thousand take no longer than a few seconds anywhere. */
    @Test
    void a_thousand_come_in_one_command_and_go_with_one(Given given) {
        var items = IntStream.range(0, TakeTickets.MOST)
                .mapToObj(
                        at -> "{\"subject\": \"Bench " + at + "\", \"description\": \"Rien\", \"requester_email\": \"a"
                                + at + "@bench" + at % 50 + ".example\"}")
                .collect(Collectors.joining(","));
        var begin = Instant.now();
        var answer = sent(given, items);
        assertThat(answer).hasStatus(201);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        given.run(() -> {
            assertThat(sql.fetchCount(TICKET, TICKET.DUE_AT.isNotNull())).isEqualTo(1_000);
            assertThat(sql.fetchCount(CLOCK)).isEqualTo(2_000);
        });
        assertThat(mvc.post()
                        .uri("/api/v1/change-sets/" + answer.getResponse().getHeader("Diabolo-Change-Set")
                                + "/reversal")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                        .exchange()
                        .getResponse()
                        .getStatus())
                .isLessThan(300);
        assertThat(given.in(() -> sql.fetchCount(TICKET))).isZero();
    }
}
