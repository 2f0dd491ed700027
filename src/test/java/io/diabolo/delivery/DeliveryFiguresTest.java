package io.diabolo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What delivery, sales assistance and those who keep customers are measured by; value and records agree. */
@DiaboloTest
class DeliveryFiguresTest {
    private final LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Paris"));
    private final DeliveryFigures delivery;
    private final RetentionFigures retention;
    private final Records records;
    private final RecordTypes types;
    private final DSLContext sql;
    private final MockMvcTester mvc;

    DeliveryFiguresTest(
            DeliveryFigures delivery,
            RetentionFigures retention,
            Records records,
            RecordTypes types,
            DSLContext sql,
            MockMvcTester mvc) {
        this.delivery = delivery;
        this.retention = retention;
        this.records = records;
        this.types = types;
        this.sql = sql;
        this.mvc = mvc;
    }

    private UUID create(Given given, String plural, Map<String, String> input) {
        return given.in(() -> records.create(types.byPlural(plural), new HashMap<>(input), given.administrator())
                .record()
                .id());
    }

    private static FigureRequest of(Actor member, Actor reader) {
        var now = Instant.now();
        return new FigureRequest(
                List.of(member.member()), now.minus(Duration.ofDays(40)), now.plus(Duration.ofDays(2)), reader);
    }

    private FigureValue value(Given given, FigureSource source, String figure, Actor member) {
        var request = of(member, given.administrator());
        var value = given.in(() -> source.value(figure, request));
        assertThat(given.in(() -> source.records(figure, request, 100)))
                .as("behind " + figure)
                .hasSize((int) value.counted());
        return value;
    }

    private void onboarded(Given given, Actor csm, int late, int toValue) {
        var id = create(
                given,
                "onboardings",
                Map.of("name", "Projet " + late, "owner", csm.member().toString()));
        given.run(() -> sql.execute("""
                update onboarding set state = 'live', signed_on = (now() at time zone 'Europe/Paris')::date - 30, go_live_on = (now() at time zone 'Europe/Paris')::date - 5,
                       live_on = (now() at time zone 'Europe/Paris')::date - 5 + ?, first_value_on = (now() at time zone 'Europe/Paris')::date - 30 + ? where id = ?""", late, toValue, id));
    }

    @Test
    void go_lives_on_time_and_the_days_to_the_first_value(Given given) {
        var csm = given.member("Inès", "csm");
        onboarded(given, csm, 0, 10);
        onboarded(given, csm, -3, 20);
        onboarded(given, csm, 4, 29);

        assertThat(value(given, delivery, "on-time-delivery", csm).value()).isEqualTo(2 / 3.0);
        assertThat(value(given, delivery, "time-to-value", csm).value()).isEqualTo(20.0);
        assertThat(value(given, delivery, "on-time-delivery", given.member("Paul", "ops"))
                        .value())
                .isNull();
    }

    @Test
    void an_order_counts_as_complete_once_it_lacks_nothing_and_no_longer_when_it_is_opened_again(Given given) {
        var me = given.administrator();
        var input = Map.of(
                "name", "BC-1",
                "owner", me.member().toString(),
                "company",
                        create(given, "companies", Map.of("name", "Atelier Brest"))
                                .toString(),
                "ordered_on", today.minusDays(6).toString(),
                "billing_name", "Atelier Brest",
                "billing_address", "1 quai, 29200 Brest",
                "operation_kind", "services",
                "vat_number", "DE136695976",
                "deliverables", "Licences",
                "deliver_on", today.plusDays(9).toString());
        var order = create(given, "orders", input);
        assertThat(value(given, delivery, "orders-complete", me).value()).isZero();
        assertThat(value(given, delivery, "signature-to-order", me).value()).isNull();
        move(given, order, "complete");
        assertThat(value(given, delivery, "orders-complete", me).value()).isEqualTo(1.0);
        assertThat(value(given, delivery, "signature-to-order", me).value()).isBetween(5.0, 7.0);
        move(given, order, "open");
        assertThat(value(given, delivery, "signature-to-order", me).counted()).isZero();
    }

    private void move(Given given, UUID order, String state) {
        assertThat(mvc.post()
                        .uri("/orders/" + order + "/moves")
                        .param("state", state)
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
    }

    @Test
    void retention_is_that_of_the_ledger_for_the_customers_in_hand(Given given) {
        var csm = given.member("Inès", "csm");
        var other = given.member("Nora", "csm");
        contract(given, "Stable", csm, "100", "");
        contract(given, "Parti", csm, "100", today.minusDays(60).toString());
        contract(given, "Autre", other, "400", "");

        assertThat(value(given, retention, "gross-retention", csm).value()).isEqualTo(0.5);
        assertThat(value(given, retention, "net-retention", csm).counted()).isEqualTo(2);
        assertThat(value(given, retention, "net-retention", other).value()).isEqualTo(1.0);
        var stranger = given.memberWhoSeesOwn("Zoé", "am");
        assertThat(given.in(() -> retention.records("net-retention", of(csm, stranger), 10)))
                .allSatisfy(record -> assertThat(record.title()).isEmpty());
    }

    private void contract(Given given, String name, Actor csm, String monthly, String end) {
        var input = new HashMap<>(Map.of(
                "name", name,
                "company", create(given, "companies", Map.of("name", name)).toString(),
                "monthly_amount", monthly,
                "csm", csm.member().toString(),
                "starts_on", today.minusYears(2).toString()));
        if (!end.isEmpty()) {
            input.put("ends_on", end);
        }
        create(given, "contracts", input);
    }
}
