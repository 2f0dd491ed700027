package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.clocks.WorkingHours;
import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What is promised, to whom, and how it is counted. */
@DiaboloTest
class SlaTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    SlaTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    private SlaPolicies.Promised promised(ADesk desk, Given given, UUID ticket) {
        return given.in(() -> desk.bean(SlaPolicies.class).of(desk.row(ticket)));
    }

    @Test
    void the_first_policy_that_fits_counts(Given given) {
        var desk = new ADesk(given, application);
        desk.record(
                "sla-policies",
                Map.of("name", "Grands comptes", "position", "1", "segment", "enterprise", "first_minutes", "15"));
        desk.record(
                "sla-policies",
                Map.of(
                        "name",
                        "PME urgentes",
                        "position",
                        "2",
                        "segment",
                        "smb",
                        "priority",
                        "urgent",
                        "first_minutes",
                        "30"));
        desk.record(
                "sla-policies",
                Map.of("name", "Sous contrat", "position", "3", "contract", "running", "first_minutes", "60"));
        desk.record(
                "sla-policies",
                Map.of("name", "Les autres", "position", "9", "first_minutes", "240", "resolution_hours", "40"));

        var calm = desk.ticket("Export", Map.of());
        var urgent = desk.ticket("Panne", Map.of("priority", "urgent"));
        assertThat(promised(desk, given, calm).first()).isEqualTo(Budget.minutes(240));
        assertThat(promised(desk, given, urgent).first()).isEqualTo(Budget.minutes(30));
        assertThat(promised(desk, given, urgent).resolution()).isNull();
        assertThat(desk.row(urgent).getDueKind()).isEqualTo(SlaClocks.FIRST);
    }

    @Test
    void a_higher_priority_promises_anew(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export", Map.of("priority", "low"));
        var before = desk.row(id).getDueAt();
        given.in(() -> desk.bean(io.diabolo.records.Records.class)
                .update(
                        desk.bean(io.diabolo.records.RecordTypes.class).byPlural("tickets"),
                        id,
                        Map.of("priority", "urgent"),
                        null,
                        given.administrator()));
        assertThat(desk.row(id).getDueAt()).isBefore(before);
    }

    @Test
    void waiting_for_the_customer_stands_still_and_goes_on_with_what_was_left(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export", Map.of());
        desk.in(() -> desk.bean(Tickets.class).move(id, TicketStatus.PENDING, desk.ines));
        assertThat(desk.row(id).getDueAt()).isNull();
        var paused = given.in(() -> desk.bean(SlaClocks.class).of(id));
        assertThat(paused).allSatisfy(one -> assertThat(one.isPaused()).isTrue());
        desk.in(() -> desk.bean(Tickets.class).move(id, TicketStatus.OPEN, desk.ines));
        TicketRecord row = desk.row(id);
        assertThat(row.getDueAt()).isNotNull();
        assertThat(given.in(() -> sql.fetchCount(TICKET, TICKET.WARN_AT.lt(TICKET.DUE_AT))))
                .isEqualTo(1);
    }

    /** A seeded generator over the turns of years and of the clocks, in two zones. */
    @Test
    void a_promise_takes_its_working_time_whatever_lies_between() {
        var random = new Random(2_026);
        for (var zone : List.of(ZoneId.of("Europe/Paris"), ZoneId.of("America/Sao_Paulo"))) {
            var calendar = calendar(zone, List.of(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1)));
            for (var turn : List.of("2026-12-31T12:00:00Z", "2026-03-29T00:00:00Z", "2026-10-25T00:00:00Z")) {
                for (var i = 0; i < 300; i++) {
                    var start = Instant.parse(turn).plusSeconds(random.nextInt(1_200_000) - 600_000L);
                    var promise = Duration.ofMinutes(1 + random.nextInt(2_400));
                    var due = calendar.due(start, promise);
                    assertThat(calendar.workingBetween(start, due))
                            .as("%s %s %s", zone, start, promise)
                            .isEqualTo(promise);
                    // Held on the way and let go on: what was left is what is left.
                    var held = start.plusSeconds(random.nextInt(500_000));
                    if (held.isBefore(due)) {
                        var left = calendar.workingBetween(held, due);
                        var resumed = held.plusSeconds(random.nextInt(500_000));
                        assertThat(calendar.workingBetween(start, held)
                                        .plus(calendar.workingBetween(resumed, calendar.due(resumed, left))))
                                .isEqualTo(promise);
                    }
                }
            }
        }
    }

    private static WorkingCalendar calendar(ZoneId zone, List<LocalDate> closed) {
        var week = new EnumMap<DayOfWeek, List<WorkingHours.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            // Nights too, so that the hour that comes twice or never is worked.
            week.put(
                    day,
                    day == DayOfWeek.MONDAY
                            ? List.of()
                            : List.of(new WorkingHours.Span(60, 240), new WorkingHours.Span(540, 1_080)));
        }
        return new WorkingCalendar(zone, new WorkingHours(week), closed::contains);
    }
}
