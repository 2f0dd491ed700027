package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.Calendars;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Countdown;
import io.diabolo.clocks.Promise;
import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.jooq.tables.records.TicketRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The promises of time of a ticket: an answer, the next answer, the solution. They are promised by the house and count in
 * its working hours, whoever's hands the ticket is in; they stand still while the customer's word is awaited.
 */
@Component
class SlaClocks {
    static final String FIRST = "ticket-first-response";
    static final String NEXT = "ticket-next-response";
    static final String RESOLUTION = "ticket-resolution";
    private static final String SUBJECT = "ticket";
    /** Working minutes from the breach until the managers hear of it. */
    private static final int GRACE = 60;

    private final DSLContext sql;
    private final Clocks clocks;
    private final Calendars calendars;
    private final SlaPolicies policies;
    private final Clock time;

    SlaClocks(DSLContext sql, Clocks clocks, Calendars calendars, SlaPolicies policies, Clock time) {
        this.sql = sql;
        this.clocks = clocks;
        this.calendars = calendars;
        this.policies = policies;
        this.time = time;
    }

    /**
     * Makes the clocks right for what the ticket says now; a second time changes nothing.
     *
     * @param anew what decides on the promise has changed: it is promised again, less the time that has passed
     */
    void follow(UUID ticket, UUID changeSet, boolean anew) {
        var row = sql.selectFrom(TICKET).where(TICKET.ID.eq(ticket)).forUpdate().fetchOne();
        if (row == null) {
            return;
        }
        var policy = policies.of(row);
        var status = TicketStatus.of(row.getStatus());
        var open = clocks.open(SUBJECT, ticket);
        if (status.isOver() || row.getDeletedAt() != null) {
            open.forEach(one -> clocks.stop(one.id(), row.getDeletedAt() == null, changeSet));
        } else {
            keep(
                    row,
                    FIRST,
                    row.getFirstResponseAt() == null,
                    policy.first(),
                    row.getOpenedAt().toInstant(),
                    open,
                    changeSet,
                    anew);
            var awaiting = row.getAwaitingSince();
            keep(
                    row,
                    NEXT,
                    row.getFirstResponseAt() != null && awaiting != null,
                    policy.next(),
                    awaiting == null ? time.instant() : awaiting.toInstant(),
                    open,
                    changeSet,
                    anew);
            keep(row, RESOLUTION, true, policy.resolution(), row.getOpenedAt().toInstant(), open, changeSet, anew);
            hold(ticket, status, changeSet);
        }
        if (!Objects.equals(policy.id(), row.getPolicyId())) {
            sql.update(TICKET)
                    .set(TICKET.POLICY_ID, policy.id())
                    .where(TICKET.ID.eq(ticket))
                    .execute();
        }
        copy(ticket);
    }

    /**
     * The clocks of tickets that have just come and that nobody has answered: written at once, and the first of them onto
     * each ticket. Says what {@link #follow} would.
     */
    void begin(Collection<TicketRecord> tickets, UUID changeSet) {
        var book = policies.book(tickets.stream()
                .map(TicketRecord::getCompanyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var calendar = calendars.ofWorkspace();
        var promises = new ArrayList<Promise>();
        for (var row : tickets) {
            var policy = book.of(row.getPriority(), row.getCompanyId());
            row.setPolicyId(policy.id());
            var answer = policy.first();
            if (answer != null) {
                promises.add(promise(FIRST, row, left(answer, row.getOpenedAt().toInstant(), calendar)));
            }
            var solution = policy.resolution();
            if (solution != null) {
                promises.add(promise(RESOLUTION, row, solution));
            }
        }
        var first = new HashMap<UUID, Clocks.Started>();
        clocks.startAll(promises, changeSet)
                .forEach(one -> first.merge(
                        one.promise().subject(),
                        one,
                        (before, other) -> other.due().isBefore(before.due()) ? other : before));
        for (var row : tickets) {
            var one = first.get(row.getId());
            row.setDueAt(one == null ? null : one.due().atOffset(ZoneOffset.UTC));
            row.setWarnAt(one == null ? null : one.warn().atOffset(ZoneOffset.UTC));
            row.setDueKind(one == null ? null : one.promise().kind());
        }
    }

    private static Promise promise(String kind, TicketRecord row, Budget budget) {
        return new Promise(kind, SUBJECT, row.getId(), null, "support", budget, GRACE);
    }

    private void keep(
            TicketRecord row,
            String kind,
            boolean wanted,
            @Nullable Budget budget,
            Instant since,
            List<Countdown> open,
            UUID changeSet,
            boolean anew) {
        var running =
                open.stream().filter(one -> one.kind().equals(kind)).findFirst().orElse(null);
        if (running != null && !wanted) {
            clocks.stop(running.id(), true, changeSet);
        } else if (running != null && (budget == null || anew)) {
            clocks.stop(running.id(), false, changeSet);
            if (budget != null) {
                start(row, kind, left(budget, since), changeSet);
            }
        } else if (running == null && wanted && budget != null) {
            start(row, kind, kind.equals(RESOLUTION) ? budget : left(budget, since), changeSet);
        }
    }

    /** What has passed since it was asked counts; a minute is always left to see it. */
    private Budget left(Budget budget, Instant since) {
        return left(budget, since, calendars.ofWorkspace());
    }

    private Budget left(Budget budget, Instant since, WorkingCalendar calendar) {
        if (!since.isBefore(time.instant())) {
            return budget;
        }
        var worked = calendar.workingBetween(since, time.instant()).toMinutes();
        var minutes = budget.unit() == Budget.Unit.HOURS ? budget.amount() * 60L : budget.amount();
        if (worked <= 0) {
            return budget;
        }
        var left = Math.max(1, minutes - worked);
        return left > 10_000 ? Budget.hours((int) (left / 60)) : Budget.minutes((int) left);
    }

    private void start(TicketRecord row, String kind, Budget budget, UUID changeSet) {
        clocks.start(promise(kind, row, budget), changeSet);
    }

    private void hold(UUID ticket, TicketStatus status, UUID changeSet) {
        for (var one : clocks.open(SUBJECT, ticket)) {
            if (status.isOurs() && one.isPaused()) {
                clocks.resume(one.id(), changeSet);
            } else if (!status.isOurs() && !one.isPaused()) {
                clocks.pause(one.id(), status.id(), changeSet);
            }
        }
    }

    /** The first of those that run stands on the ticket, so that queues are ordered by it. */
    void copy(UUID ticket) {
        var first = running(ticket).stream()
                .min(Comparator.comparing(Countdown::dueAt))
                .orElse(null);
        sql.update(TICKET)
                .set(TICKET.DUE_AT, first == null ? null : first.dueAt().atOffset(ZoneOffset.UTC))
                .set(TICKET.WARN_AT, first == null ? null : first.warnAt().atOffset(ZoneOffset.UTC))
                .set(TICKET.DUE_KIND, first == null ? null : first.kind())
                .where(TICKET.ID.eq(ticket))
                .execute();
    }

    private List<Countdown> running(UUID ticket) {
        return clocks.open(SUBJECT, ticket).stream()
                .filter(one -> !one.isPaused())
                .toList();
    }

    /** Those that run or stand still, the first due on top. */
    List<Countdown> of(UUID ticket) {
        return clocks.open(SUBJECT, ticket);
    }
}
