package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What was solved some days ago and nobody came back to is closed, so that a new question makes a new ticket. */
@Service
class CloseSolved {
    private static final Logger LOG = LoggerFactory.getLogger(CloseSolved.class);
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

    /** All workspaces. One in which it fails doesn't hold up the others. */
    void everywhere(Instant now) {
        // Nobody closes sooner than a day after it was solved.
        var some = sql.select(DSL.field("id", UUID.class))
                .from(
                        "workspaces_with_solved_tickets({0}) as id",
                        DSL.val(now.minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC)))
                .fetch()
                .map(row -> row.value1());
        for (var workspace : some) {
            try {
                WorkspaceScope.run(new WorkspaceId(workspace), () -> here(now));
            } catch (RuntimeException e) {
                LOG.error("the solved tickets of a workspace could not be closed", e);
            }
        }
    }

    /** The present workspace. @return how many were closed */
    int here(Instant now) {
        var workspace = Objects.requireNonNull(WorkspaceScope.workspace());
        return Objects.requireNonNullElse(transactions.execute(_ -> some(now, workspace)), 0);
    }

    /** Reads the index ticket_to_close. */
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
