package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.jooq.tables.records.ClockRecord;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says what falls due. A step is taken, and its event stands in the outbox, in one transaction under the row's lock: it is
 * said once, by whichever node comes first, also when one dies in the middle.
 */
@Service
public class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_ONCE = 200;

    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final Announcements announcements;
    private final TransactionTemplate transactions;

    Sweep(
            DSLContext sql,
            ApplicationEventPublisher events,
            Announcements announcements,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.events = events;
        this.announcements = announcements;
        this.transactions = transactions;
    }

    /** All workspaces. One in which it fails doesn't hold up the others. @return how many steps were taken */
    int everywhere(Instant now) {
        var due = sql.select(DSL.field("id", UUID.class))
                .from("workspaces_with_due_clocks({0}) as id", DSL.val(Clocks.utc(now)))
                .fetch()
                .map(row -> row.value1());
        var taken = 0;
        for (var workspace : due) {
            try {
                taken += WorkspaceScope.in(new WorkspaceId(workspace), () -> here(now));
            } catch (RuntimeException e) {
                LOG.error("the clocks of a workspace could not be swept", e);
            }
        }
        return taken;
    }

    /** The present workspace, in steps of some hundred clocks. */
    public int here(Instant now) {
        var taken = 0;
        while (true) {
            var some = Objects.requireNonNullElse(transactions.execute(_ -> some(now)), 0);
            taken += some;
            if (some < AT_ONCE) {
                return taken;
            }
        }
    }

    /** Reads the index clock_due; what another node has in hand is left to it. */
    private int some(Instant now) {
        var due = sql.selectFrom(CLOCK)
                .where(CLOCK.NEXT_AT.le(Clocks.utc(now)))
                .orderBy(CLOCK.NEXT_AT)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        var told = new Told();
        due.forEach(clock -> take(clock, told, now));
        sql.batchUpdate(due).execute();
        return due.size();
    }

    /** After a long stand-still a warning would come too late to be one: then only the breach is said. */
    private void take(ClockRecord clock, Told told, Instant now) {
        var at = Clocks.utc(now);
        if (clock.getBreachedAt() == null && !clock.getDueAt().toInstant().isAfter(now)) {
            clock.setBreachedAt(at);
            events.publishEvent(new ClockBreached(
                    workspace(),
                    clock.getId(),
                    clock.getKind(),
                    clock.getSubjectType(),
                    clock.getSubjectId(),
                    told.owners(clock),
                    clock.getDueAt().toInstant(),
                    now));
        } else if (clock.getBreachedAt() == null && clock.getWarnedAt() == null) {
            clock.setWarnedAt(at);
            events.publishEvent(new ClockWarned(
                    workspace(),
                    clock.getId(),
                    clock.getKind(),
                    clock.getSubjectType(),
                    clock.getSubjectId(),
                    told.owners(clock),
                    clock.getDueAt().toInstant(),
                    now));
        }
        if (clock.getBreachedAt() != null
                && clock.getEscalatedAt() == null
                && !clock.getEscalateAt().toInstant().isAfter(now)) {
            clock.setEscalatedAt(at);
            events.publishEvent(new ClockEscalated(
                    workspace(),
                    clock.getId(),
                    clock.getKind(),
                    clock.getSubjectType(),
                    clock.getSubjectId(),
                    told.managers(clock),
                    clock.getDueAt().toInstant(),
                    now));
        }
        clock.setNextAt(Clocks.utcOrNull(ClockRows.next(clock)));
        announcements.changed(clock.getSubjectType());
        announcements.changed(clock.getSubjectType() + "-" + clock.getSubjectId());
    }

    /** Who is told of the clocks of one step; those of a role and of a manager are looked up once. */
    private final class Told {
        private final Map<String, List<MemberId>> roles = new HashMap<>();
        private final Map<UUID, List<MemberId>> above = new HashMap<>();

        List<MemberId> owners(ClockRecord clock) {
            return clock.getOwnerId() != null
                    ? List.of(new MemberId(clock.getOwnerId()))
                    : roles.computeIfAbsent(Objects.requireNonNull(clock.getOwnerRole()), role -> active(holds(role)));
        }

        /** The owner's manager; where there is none, and where a whole role promised, all managers, else administrators. */
        List<MemberId> managers(ClockRecord clock) {
            var owner = clock.getOwnerId();
            var own = MEMBER.as("own");
            var managing = owner == null
                    ? List.<MemberId>of()
                    : above.computeIfAbsent(
                            owner,
                            id -> active(MEMBER.ID.in(
                                    DSL.select(own.MANAGER_ID).from(own).where(own.ID.eq(id)))));
            if (!managing.isEmpty()) {
                return managing;
            }
            var all = roles.computeIfAbsent("manager", role -> active(holds(role)));
            return all.isEmpty() ? active(MEMBER.ADMINISTRATOR.isTrue()) : all;
        }
    }

    private static Condition holds(String role) {
        return DSL.condition("{0} = any ({1})", DSL.val(role), MEMBER.ROLES);
    }

    private List<MemberId> active(Condition who) {
        return sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(who)
                .and(MEMBER.STATE.eq("active"))
                .orderBy(MEMBER.ID)
                .fetch(row -> new MemberId(row.value1()));
    }

    private static WorkspaceId workspace() {
        return Objects.requireNonNull(WorkspaceScope.workspace());
    }
}
