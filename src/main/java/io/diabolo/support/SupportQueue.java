package io.diabolo.support;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits for an agent: their own tickets, and those of their tier and skills that nobody has taken. */
@Component
@Order(15)
class SupportQueue implements QueueSource, QueueActions {
    private static final String KIND = "ticket";
    private static final int AROUND = 200;
    private final DSLContext sql;
    private final SupportSettings settings;
    private final Pace pace;

    SupportQueue(DSLContext sql, SupportSettings settings, Pace pace) {
        this.sql = sql;
        this.settings = settings;
        this.pace = pace;
    }

    @Override
    public Set<String> topics() {
        return Set.of("ticket");
    }

    private record Row(
            UUID id,
            String reference,
            String subject,
            @Nullable String requester,
            @Nullable String company,
            String priority,
            int tier,
            @Nullable UUID owner,
            @Nullable Instant due,
            @Nullable String kind,
            Instant opened) {}

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var all = new ArrayList<QueueEntry>();
        var own = own(request.member(), request.limit());
        var mine = pace.minutes(List.of(request.member()), request.now());
        for (var place = 0; place < own.size(); place++) {
            all.add(entry(own.get(place), request.now(), late(own.get(place), place, mine, request.now())));
        }
        if (request.desk().equals("support")) {
            var agent = settings.agent(request.member());
            var waiting = waiting(agent, request.limit());
            var theirs = waiting.isEmpty() ? OptionalDouble.empty() : pace.minutes(tier(agent.tier()), request.now());
            for (var place = 0; place < waiting.size(); place++) {
                all.add(entry(
                        waiting.get(place), request.now(), late(waiting.get(place), place, theirs, request.now())));
            }
        }
        return all;
    }

    private List<MemberId> tier(int tier) {
        return settings.agents().stream()
                .filter(one -> one.tier() == tier)
                .map(SupportSettings.Agent::member)
                .toList();
    }

    /** Reads the index ticket_of_owner. */
    private List<Row> own(MemberId member, int limit) {
        return rows(TICKET.OWNER_ID.eq(member.value()), limit);
    }

    /** Reads the index ticket_of_tier. */
    private List<Row> waiting(SupportSettings.Agent agent, int limit) {
        return rows(ofTier(agent.tier()).and(known(agent)), limit);
    }

    private static Condition ofTier(int tier) {
        return TICKET.OWNER_ID.isNull().and(TICKET.TIER.eq((short) tier));
    }

    private static Condition known(SupportSettings.Agent agent) {
        return agent.skills().isEmpty()
                ? org.jooq.impl.DSL.noCondition()
                : TICKET.SKILL
                        .isNull()
                        .or(org.jooq
                                .impl
                                .DSL
                                .lower(TICKET.SKILL)
                                .in(agent.skills().stream()
                                        .map(one -> one.toLowerCase(java.util.Locale.ROOT))
                                        .toList()));
    }

    private List<Row> rows(Condition which, int limit) {
        return sql.select(
                        TICKET.ID,
                        TICKET.REFERENCE,
                        TICKET.SUBJECT,
                        TICKET.REQUESTER_NAME,
                        COMPANY.NAME,
                        TICKET.PRIORITY,
                        TICKET.TIER,
                        TICKET.OWNER_ID,
                        TICKET.DUE_AT,
                        TICKET.DUE_KIND,
                        TICKET.OPENED_AT)
                .from(TICKET)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(TICKET.WORKSPACE_ID))
                .and(COMPANY.ID.eq(TICKET.COMPANY_ID))
                .where(which)
                .and(TICKET.STATUS.in("new", "open"))
                .and(TICKET.DELETED_AT.isNull())
                .orderBy(TICKET.DUE_AT, TICKET.ID)
                .limit(limit)
                .fetch(row -> new Row(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        instant(row.value9()),
                        row.value10(),
                        row.value11().toInstant()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** When it will be answered, where that is too late; null where it isn't, or nothing is known. */
    private @Nullable Instant late(Row row, int place, OptionalDouble minutes, Instant now) {
        var due = row.due();
        if (due == null || minutes.isEmpty() || !now.isBefore(due)) {
            return null;
        }
        var answered = pace.answered(place, minutes.getAsDouble(), now);
        return answered.isAfter(due) ? answered : null;
    }

    private static QueueEntry entry(Row row, Instant now, @Nullable Instant late) {
        var due = row.due();
        var broken = due != null && !now.isBefore(due);
        var why = due == null
                ? new Text("queue.ticket.open", row.opened())
                : new Text(
                        "queue.ticket." + (broken ? "broken." : "running.")
                                + Objects.requireNonNullElse(row.kind(), SlaClocks.RESOLUTION),
                        due);
        var entry = new QueueEntry(
                KIND,
                broken || row.priority().equals("urgent")
                        ? QueueEntry.ANSWER
                        : due != null ? QueueEntry.RUNNING : QueueEntry.BEST,
                due,
                "ticket",
                row.id(),
                row.subject(),
                subtitle(row),
                why,
                "ticket.open",
                "/tickets/" + row.id());
        return late == null ? entry : entry.with(new Text("queue.ticket.foreseen", late));
    }

    private static String subtitle(Row row) {
        var who = row.company() != null ? row.company() : row.requester();
        return row.reference() + (who == null ? "" : " · " + who);
    }

    /** In words, that a ticket will be late as things stand; empty when not. */
    String foreseen(Ticket ticket, Ui ui) {
        if (!ticket.status().isOurs()) {
            return "";
        }
        var owner = ticket.owner();
        var all = owner == null ? rows(ofTier(ticket.tier()), AROUND) : own(owner, AROUND);
        var minutes = pace.minutes(owner == null ? tier(ticket.tier()) : List.of(owner), ui.now());
        for (var place = 0; place < all.size(); place++) {
            if (all.get(place).id().equals(ticket.id())) {
                var late = late(all.get(place), place, minutes, ui.now());
                return late == null ? "" : ui.t("ticket.foreseen", place, ui.moment(late));
            }
        }
        return "";
    }

    /** The addresses of the tickets beside this one in the reader's queue; empty where there is none. */
    record Around(String before, String next) {}

    Around around(UUID ticket, Actor me, Instant now) {
        var all = new ArrayList<UUID>();
        next(new QueueRequest(me.member(), "support", now, AROUND)).forEach(one -> all.add(one.record()));
        var at = all.indexOf(ticket);
        return new Around(
                at > 0 ? "/tickets/" + all.get(at - 1) : "",
                at + 1 < all.size() && !all.get(at + 1).equals(ticket) ? "/tickets/" + all.get(at + 1) : "");
    }

    /** Takes it without opening it. */
    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        return entry.kind().equals(KIND)
                ? List.of(new Action("a", ui.t("ticket.take"), entry.link() + "/assignment", true, false))
                : List.of();
    }
}
