package io.diabolo.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.diabolo.importing.AnImport;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Tickets of another tool: their figures are the same here. */
@DiaboloTest
class ImportTicketsTest {
    private static final String HEADER =
            "Ticket ID,Customer Name,Customer Email,Customer Age,Customer Gender,Product Purchased,Date of Purchase,Ticket Type,"
                    + "Ticket Subject,Ticket Description,Ticket Status,Resolution,Ticket Priority,Ticket Channel,"
                    + "First Response Time,Time to Resolution,Customer Satisfaction Rating\n";
    private final ApplicationContext application;
    private final DSLContext sql;

    ImportTicketsTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    private Map<String, Long> by(Given given, String column) {
        return given.in(() -> {
            var all = new HashMap<String, Long>();
            sql.fetch("select " + column + ", count(*) from ticket group by 1")
                    .forEach(row -> all.put(row.get(0, String.class), row.get(1, Long.class)));
            return all;
        });
    }

    private double number(Given given, String query) {
        return given.in(() -> sql.fetchSingle(query).get(0, Double.class));
    }

    /** The shape of the public set, small. */
    private static byte[] generated(int rows) {
        var text = new StringBuilder(HEADER);
        var statuses = List.of("Open", "Pending Customer Response", "Closed");
        var priorities = List.of("Low", "Medium", "High", "Critical");
        var channels = List.of("Email", "Phone", "Social media", "Chat");
        for (var i = 1; i <= rows; i++) {
            var closed = i % 3 == 2;
            text.append(i)
                    .append(",Jessica Rios,jessica")
                    .append(i % 10)
                    .append(
                            "@example.com,42,Female,LG Smart TV,2021-05-22,Technical issue,Network problem,\"I'm having an issue"
                                    + " with the {product_purchased}.\n\nPlease assist, \"\"soon\"\".\",")
                    .append(statuses.get(i % 3))
                    .append(',')
                    .append(closed ? "Restarted." : "")
                    .append(',')
                    .append(priorities.get(i % 4))
                    .append(',')
                    .append(channels.get(i % 4))
                    .append(i % 3 == 0 ? ",," : ",2023-06-01 12:15:36,")
                    .append(
                            closed
                                    ? (i % 2 == 0 ? "2023-06-01 10:15:36," : "2023-06-01 14:15:36,") + (i % 5 + 1)
                                            + ".0"
                                    : ",")
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_generated_set_keeps_its_counts_and_a_second_import_changes_nothing(Given given) {
        for (var time = 0; time < 2; time++) {
            AnImport.of(application, given, "customer_support_tickets.csv", generated(120));
            assertThat(by(given, "status")).isEqualTo(Map.of("open", 40L, "pending", 40L, "closed", 40L));
            assertThat(by(given, "priority")).isEqualTo(Map.of("low", 30L, "normal", 30L, "high", 30L, "urgent", 30L));
            assertThat(by(given, "channel")).isEqualTo(Map.of("mail", 30L, "phone", 30L, "social", 30L, "chat", 30L));
            assertThat(number(given, "select count(*) from ticket where csat is not null"))
                    .isEqualTo(40);
            assertThat(number(given, "select count(*) from ticket_message where body like '%assist, \"soon\"%'"))
                    .isEqualTo(120);
            assertThat(number(given, "select count(*) from clock")).isZero();
        }
    }

    @Test
    void what_was_solved_before_it_was_answered_makes_no_negative_time(Given given) {
        AnImport.of(application, given, "customer_support_tickets.csv", generated(120));
        var figures = application.getBean(SupportFigures.class);
        var value = given.in(() -> figures.value(
                "resolution",
                new io.diabolo.queues.FigureRequest(
                        List.of(),
                        java.time.Instant.parse("2023-01-01T00:00:00Z"),
                        java.time.Instant.parse("2024-01-01T00:00:00Z"))));
        assertThat(value.counted()).isEqualTo(20);
        assertThat(value.value()).isGreaterThan(0);
    }

    @Test
    void the_public_set_gives_its_figures(Given given) throws IOException {
        var file = publicSet();
        if (file == null) {
            assumeTrue(false, "the public data isn't here");
            return;
        }
        AnImport.of(application, given, "customer_support_tickets.csv", Files.readAllBytes(file));
        assertThat(by(given, "status")).isEqualTo(Map.of("pending", 2_881L, "open", 2_819L, "closed", 2_769L));
        assertThat(by(given, "priority"))
                .isEqualTo(Map.of("normal", 2_192L, "urgent", 2_129L, "high", 2_085L, "low", 2_063L));
        assertThat(by(given, "channel"))
                .isEqualTo(Map.of("mail", 2_143L, "phone", 2_132L, "social", 2_121L, "chat", 2_073L));
        assertThat(by(given, "kind"))
                .isEqualTo(Map.of(
                        "Refund request", 1_752L,
                        "Technical issue", 1_747L,
                        "Cancellation request", 1_695L,
                        "Product inquiry", 1_641L,
                        "Billing inquiry", 1_634L));
        assertThat(number(given, "select count(*) from ticket where csat is not null"))
                .isEqualTo(2_769);
        assertThat(number(given, "select avg(csat) from ticket")).isCloseTo(2.991333, within(0.000001));
        for (var score : Map.of(1, 553, 2, 549, 3, 580, 4, 543, 5, 544).entrySet()) {
            assertThat(number(given, "select count(*) from ticket where csat = " + score.getKey()))
                    .isEqualTo(score.getValue().doubleValue());
        }
        var figures = application.getBean(SupportFigures.class);
        var csat = given.in(() -> figures.value(
                "csat",
                new io.diabolo.queues.FigureRequest(
                        List.of(),
                        java.time.Instant.parse("2023-01-01T00:00:00Z"),
                        java.time.Instant.parse("2024-01-01T00:00:00Z"))));
        assertThat(csat.value()).isCloseTo(2.991333, within(0.000001));
    }

    private static @Nullable Path publicSet() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/data/support_tickets/customer_support_tickets.csv");
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
