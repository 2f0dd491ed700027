package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What was solved some days ago and nobody came back to is closed, so that a new question makes a new ticket. */
@Service
class CloseSolved {
    private static final int AT_ONCE = 500;
    private final DSLContext sql;
    private final SupportSettings settings;
    private final TicketStore store;
    private final Tickets tickets;
    private final ChangeSets changeSets;
    private final TransactionTemplate transactions;

    CloseSolved(
            DSLContext sql,
            SupportSettings settings,
            TicketStore store,
            Tickets tickets,
            ChangeSets changeSets,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.settings = settings;
        this.store = store;
        this.tickets = tickets;
        this.changeSets = changeSets;
        this.transactions = transactions;
    }

    /** The present workspace. @return how many were closed */
    int here(Instant now) {
        var workspace = Objects.requireNonNull(WorkspaceScope.workspace());
        return Objects.requireNonNullElse(transactions.execute(_ -> some(now, workspace)), 0);
    }

    /** Reads the index ticket_solved. */
    private int some(Instant now, WorkspaceId workspace) {
        var before = now.minus(settings.get().closeDays(), ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
        var all = sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.STATUS.eq("solved"))
                .and(TICKET.SOLVED_AT.lt(before))
                .and(TICKET.DELETED_AT.isNull())
                .orderBy(TICKET.SOLVED_AT)
                .limit(AT_ONCE)
                .fetch(TICKET.ID);
        if (all.isEmpty()) {
            return 0;
        }
        var me = settings.responsible(workspace);
        var changeSet = changeSets.open(me, "ticket.updated", "");
        all.forEach(id -> tickets.go(store.lock(id), TicketStatus.CLOSED, changeSet, me));
        return all.size();
    }
}
