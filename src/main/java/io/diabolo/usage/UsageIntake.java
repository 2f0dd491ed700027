package io.diabolo.usage;

import static io.diabolo.jooq.Tables.COMPANY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.usage.UsageReceipt.Answer;
import io.diabolo.usage.UsageReceipt.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes events in and adds them up by company, feature and day, in one transaction and by one statement whatever the size
 * of the batch. Machine data: it has no change sets, and an event isn't kept but its id.
 */
@Service
class UsageIntake {
    static final int MOST = 10_000;
    /** So long an id is known again; the same span as what may come late. */
    static final int DAYS = 90;

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration PUNCTUAL = Duration.ofDays(1);
    /** Both parts in the order of their keys, so that two batches at once wait for each other and never in a circle. */
    private static final String ADD = """
            with given as (
                select * from unnest({0}::text[], {1}::uuid[], {2}::text[], {3}::bigint[], {4}::date[])
                    as g (event_id, company_id, feature, count, day)),
            fresh as (
                insert into usage_event (event_id, day)
                select event_id, day from given order by event_id
                on conflict do nothing
                returning event_id),
            added as (
                insert into usage_day (company_id, feature, day, count, events)
                select company_id, feature, day, sum(count), count(*)
                from given join fresh using (event_id)
                group by company_id, day, feature order by company_id, day, feature
                on conflict (workspace_id, company_id, day, feature)
                do update set count = usage_day.count + excluded.count, events = usage_day.events + excluded.events)
            select event_id from fresh
            """;

    private final DSLContext sql;
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final Clock clock;

    UsageIntake(DSLContext sql, RecordTypes types, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private record Placed(int place, UsageEvent event) {}

    /** @throws BadInput for more than {@link #MOST} at once */
    @Transactional
    public UsageReceipt take(List<? extends Map<String, ? extends @Nullable Object>> batch, Actor me) {
        me.mayWrite();
        if (batch.size() > MOST) {
            throw new BadInput("events", "usage.fault.many", MOST);
        }
        var zone = workspaces.settings().zone();
        var now = clock.instant();
        var answers = new ArrayList<Answer>();
        var timely = timely(batch, zone, now, answers);
        var known = known(timely, me);
        var sent = new ArrayList<Placed>();
        var ids = new HashSet<String>();
        for (var one : timely) {
            var company = company(one.event(), known);
            if (company == null) {
                answers.add(new Answer(one.place(), one.event().id(), State.UNKNOWN_COMPANY, ""));
            } else if (!ids.add(one.event().id())) {
                answers.add(new Answer(one.place(), one.event().id(), State.DUPLICATE, ""));
            } else {
                sent.add(one);
            }
        }
        var fresh = add(sent, known, zone);
        var counts = new EnumMap<State, Integer>(State.class);
        for (var one : sent) {
            var state = !fresh.contains(one.event().id())
                    ? State.DUPLICATE
                    : one.event().at().isBefore(now.minus(PUNCTUAL)) ? State.LATE : State.ACCEPTED;
            if (state == State.ACCEPTED) {
                counts.merge(state, 1, Integer::sum);
            } else {
                answers.add(new Answer(one.place(), one.event().id(), state, ""));
            }
        }
        answers.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
        answers.sort(Comparator.comparingInt(Answer::place));
        return new UsageReceipt(counts, answers);
    }

    private static List<Placed> timely(
            List<? extends Map<String, ? extends @Nullable Object>> batch,
            ZoneId zone,
            Instant now,
            List<Answer> answers) {
        var oldest = LocalDate.ofInstant(now, zone).minusDays(DAYS);
        var all = new ArrayList<Placed>();
        for (var place = 0; place < batch.size(); place++) {
            try {
                var event = UsageEvent.read(batch.get(place), zone, now);
                if (event.at().isAfter(now.plus(SKEW)) && !isToday(event, zone, now)) {
                    answers.add(new Answer(place, event.id(), State.FUTURE, ""));
                } else if (LocalDate.ofInstant(event.at(), zone).isBefore(oldest)) {
                    answers.add(new Answer(place, event.id(), State.TOO_OLD, ""));
                } else {
                    all.add(new Placed(place, event));
                }
            } catch (UsageEvent.Wrong wrong) {
                var id = batch.get(place).get("id");
                answers.add(new Answer(place, Objects.toString(id, ""), State.INVALID, wrong.field()));
            }
        }
        return all;
    }

    /** A day alone stands for its noon, also in the morning. */
    private static boolean isToday(UsageEvent event, ZoneId zone, Instant now) {
        var today = LocalDate.ofInstant(now, zone);
        return event.at().equals(today.atTime(LocalTime.NOON).atZone(zone).toInstant());
    }

    /** Companies by what names them; what names two is nobody's. */
    private record Known(Map<UUID, UUID> ids, Map<String, UUID> externalIds, Map<String, UUID> domains) {}

    private static @Nullable UUID company(UsageEvent event, Known known) {
        if (event.company() != null) {
            return known.ids().get(event.company());
        }
        return event.externalId() != null
                ? known.externalIds().get(event.externalId())
                : known.domains().get(Objects.toString(event.domain(), ""));
    }

    private Known known(List<Placed> events, Actor me) {
        var ids = new HashSet<UUID>();
        var externalIds = new HashSet<String>();
        var domains = new HashSet<String>();
        for (var one : events) {
            var event = one.event();
            if (event.company() != null) {
                ids.add(event.company());
            } else if (event.externalId() != null) {
                externalIds.add(event.externalId());
            } else if (event.domain() != null) {
                domains.add(event.domain());
            }
        }
        return new Known(
                find(COMPANY.ID, ids.toArray(UUID[]::new), me),
                find(COMPANY.EXTERNAL_ID, externalIds.toArray(String[]::new), me),
                find(COMPANY.DOMAIN, domains.toArray(String[]::new), me));
    }

    /** Reads the primary key and the indexes company_external and company_domain. */
    private <T> Map<T, UUID> find(TableField<?, T> by, T[] values, Actor me) {
        var all = new HashMap<T, UUID>();
        if (values.length == 0) {
            return all;
        }
        var twice = new HashSet<T>();
        sql.select(by, COMPANY.ID)
                .from(COMPANY)
                .where(by.eq(any(values)))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .forEach(row -> {
                    if (all.put(row.value1(), row.value2()) != null) {
                        twice.add(row.value1());
                    }
                });
        twice.forEach(all::remove);
        return all;
    }

    private Set<String> add(List<Placed> sent, Known known, ZoneId zone) {
        if (sent.isEmpty()) {
            return new HashSet<>();
        }
        var size = sent.size();
        var ids = new String[size];
        var companies = new UUID[size];
        var features = new String[size];
        var counts = new Long[size];
        var days = new LocalDate[size];
        for (var at = 0; at < size; at++) {
            var event = sent.get(at).event();
            ids[at] = event.id();
            companies[at] = Objects.requireNonNull(company(event, known));
            features[at] = event.feature();
            counts[at] = event.count();
            days[at] = LocalDate.ofInstant(event.at(), zone);
        }
        return new HashSet<>(sql.resultQuery(ADD, val(ids), val(companies), val(features), val(counts), val(days))
                .fetch(row -> row.get(0, String.class)));
    }
}
