package io.diabolo.quality;

import static io.diabolo.jooq.Tables.QUALITY_CHECK;
import static io.diabolo.jooq.Tables.QUALITY_COUNT;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ListAddress;
import io.diabolo.records.ListQuery;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts each check once a day, and again when somebody asks; what was counted a week ago says whether it gets better. */
@Service
class Quality {
    private static final int MOST_OWN = 50;
    private static final int LONGEST_NAME = 80;
    private static final int TREND_DAYS = 7;

    private final DSLContext sql;
    private final Lists lists;
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Quality(
            DSLContext sql,
            Lists lists,
            RecordTypes types,
            Workspaces workspaces,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.lists = lists;
        this.types = types;
        this.workspaces = workspaces;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param records how many there were when they were last counted; null: not yet
     * @param before how many there were a week earlier; null: not known
     */
    record Counted(
            Check check, @Nullable Long records, @Nullable Long before) {
        long found() {
            return records == null ? 0 : records;
        }
    }

    @Transactional(readOnly = true)
    public List<Check> checks() {
        var all = new ArrayList<>(Check.BUILT_IN);
        sql.selectFrom(QUALITY_CHECK)
                .orderBy(QUALITY_CHECK.ID)
                .limit(MOST_OWN)
                .forEach(row -> types.byId(row.getRecordType())
                        .ifPresent(type -> all.add(new Check(
                                row.getId().toString(),
                                Check.Kind.OWN,
                                type.plural(),
                                row.getQuery(),
                                row.getName()))));
        return all;
    }

    /** As last counted, whoever counted. @throws io.diabolo.platform.NotAllowed for who doesn't keep the data */
    @Transactional(readOnly = true)
    public List<Counted> counted(Actor me) {
        Stewards.only(me);
        return counted();
    }

    /** Reads the index quality_count_of_day. */
    List<Counted> counted() {
        var now = new HashMap<String, Long>();
        var before = new HashMap<String, Long>();
        var today = today();
        sql.selectFrom(QUALITY_COUNT)
                .where(QUALITY_COUNT.DAY.ge(today.minusDays(2L * TREND_DAYS)))
                .orderBy(QUALITY_COUNT.DAY)
                .forEach(row -> {
                    now.put(row.getCheckKey(), row.getRecords());
                    if (!row.getDay().isAfter(today.minusDays(TREND_DAYS))) {
                        before.put(row.getCheckKey(), row.getRecords());
                    }
                });
        return checks().stream()
                .map(check -> new Counted(check, now.get(check.key()), before.get(check.key())))
                .toList();
    }

    /** Counts all anew. @throws io.diabolo.platform.NotAllowed for who doesn't keep the data */
    @Transactional
    public void count(Actor me) {
        Stewards.only(me);
        me.mayWrite();
        countAll(me);
    }

    /** Where today's count is missing; by an administrator, who sees everything. @return whether it was */
    @Transactional
    public boolean countOnce(Actor administrator) {
        var there = sql.fetchExists(QUALITY_COUNT, QUALITY_COUNT.DAY.eq(today()));
        if (!there) {
            countAll(administrator);
        }
        return !there;
    }

    private void countAll(Actor me) {
        checks().forEach(check -> count(check, me));
    }

    private void count(Check check, Actor me) {
        query(check, me).ifPresent(query -> {
            var records = lists.count(query, me);
            sql.insertInto(QUALITY_COUNT)
                    .set(QUALITY_COUNT.CHECK_KEY, check.key())
                    .set(QUALITY_COUNT.DAY, today())
                    .set(QUALITY_COUNT.RECORDS, records)
                    .onConflict(QUALITY_COUNT.WORKSPACE_ID, QUALITY_COUNT.CHECK_KEY, QUALITY_COUNT.DAY)
                    .doUpdate()
                    .set(QUALITY_COUNT.RECORDS, records)
                    .set(QUALITY_COUNT.COUNTED_AT, DSL.currentOffsetDateTime())
                    .execute();
        });
    }

    /** Empty where a field that the workspace took away was asked for. */
    Optional<ListQuery> query(Check check, Actor me) {
        try {
            return Optional.of(lists.parse(types.byPlural(check.plural()), ListAddress.read(check.query()), me));
        } catch (BadInput | NoSuchRecord _) {
            return Optional.empty();
        }
    }

    /**
     * Watches a list that somebody set up.
     *
     * @param address of the list, as the browser shows it
     */
    @Transactional
    public UUID add(String name, String address, Actor me) {
        Stewards.only(me);
        me.mayWrite();
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw new BadInput("name", "quality.fault.name", LONGEST_NAME);
        }
        if (sql.fetchCount(QUALITY_CHECK) >= MOST_OWN) {
            throw new BadInput("name", "quality.fault.many", MOST_OWN);
        }
        var query = asked(address, me);
        var id = sql.insertInto(QUALITY_CHECK)
                .set(QUALITY_CHECK.RECORD_TYPE, query.type().id())
                .set(QUALITY_CHECK.NAME, name.strip())
                .set(QUALITY_CHECK.QUERY, query.after(null).queryString())
                .set(QUALITY_CHECK.MEMBER_ID, me.member().value())
                .returningResult(QUALITY_CHECK.ID)
                .fetchSingle()
                .value1();
        events.publishEvent(new AccessChanged(me, "quality-check.changed", name.strip()));
        checks().stream().filter(check -> check.key().equals(id.toString())).forEach(check -> count(check, me));
        return id;
    }

    private ListQuery asked(String address, Actor me) {
        try {
            var uri = URI.create(address.strip().replace("[", "%5B").replace("]", "%5D"));
            var path = uri.getPath() == null ? "" : uri.getPath();
            var type = types.all().stream()
                    .filter(one -> path.equals("/" + one.plural()))
                    .findFirst()
                    .orElseThrow(() -> new BadInput("address", "quality.fault.address"));
            var query =
                    lists.parse(type, uri.getRawQuery() == null ? Map.of() : ListAddress.read(uri.getRawQuery()), me);
            if (query.clauses().isEmpty()
                    && query.specials().isEmpty()
                    && query.q().isEmpty()) {
                throw new BadInput("address", "quality.fault.unfiltered");
            }
            return query;
        } catch (IllegalArgumentException _) {
            throw new BadInput("address", "quality.fault.address");
        }
    }

    @Transactional
    public void drop(UUID id, Actor me) {
        Stewards.only(me);
        me.mayWrite();
        if (sql.deleteFrom(QUALITY_CHECK).where(QUALITY_CHECK.ID.eq(id)).execute() == 0) {
            throw new NoSuchRecord("check", id);
        }
        sql.deleteFrom(QUALITY_COUNT)
                .where(QUALITY_COUNT.CHECK_KEY.eq(id.toString()))
                .execute();
        events.publishEvent(new AccessChanged(me, "quality-check.changed", ""));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }
}
