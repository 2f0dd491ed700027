package io.diabolo.directory.duplicates;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.DUPLICATE_PAIR;
import static io.diabolo.jooq.Tables.JOB;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The pairs that may be one, as members review them. Who can't see both records sees nothing of the pair. */
@Service
public class DuplicatePairs {
    public static final List<String> STATES = List.of("open", "later", "different");
    public static final int MOST = 200;
    private static final TypeReference<List<Judgement.Reason>> REASONS = new TypeReference<>() {};
    private static final Map<String, List<String>> FACTS = Map.of(
            "company",
                    List.of(
                            "siren",
                            "domain",
                            "email",
                            "phone",
                            "street",
                            "postcode",
                            "city",
                            "country",
                            "external_id"),
            "person", List.of("title", "company", "email", "phone", "mobile", "linkedin", "city", "external_id"));

    private final DSLContext sql;
    private final RecordTypes types;
    private final FindDuplicates finding;
    private final JsonMapper json;
    private final Clock clock;

    DuplicatePairs(DSLContext sql, RecordTypes types, FindDuplicates finding, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.types = types;
        this.finding = finding;
        this.json = json;
        this.clock = clock;
    }

    /** One of the two; {@code facts}: by field name what tells it from the other. */
    public record Side(UUID id, String label, Map<String, String> facts) {}

    /** @param one the older record */
    public record Pair(
            UUID id, String type, int score, List<Judgement.Reason> reasons, String state, Side one, Side other) {
        /** The names of the facts that at least one of them has. */
        public List<String> facts() {
            return FACTS.getOrDefault(type, List.of()).stream()
                    .filter(fact ->
                            one.facts().containsKey(fact) || other.facts().containsKey(fact))
                    .toList();
        }
    }

    /** @param next where the next page begins; null on the last one */
    public record Page(List<Pair> pairs, @Nullable String next) {}

    /** The latest search; its {@code total} is 0 until it is known. */
    public record Latest(String state, long done, long total, OffsetDateTime at) {
        public boolean isOver() {
            return !state.equals("waiting") && !state.equals("running");
        }
    }

    /** The surest first. Reads the index duplicate_pair_review. */
    @Transactional(readOnly = true)
    public Page page(String type, String state, @Nullable String cursor, int limit, Actor me) {
        var side = new Sides(type);
        var rows = sql.select(DUPLICATE_PAIR.asterisk())
                .from(side.joined())
                .where(side.where(state, me))
                .and(cursor == null ? noCondition() : behind(cursor))
                .orderBy(DUPLICATE_PAIR.SCORE.desc(), DUPLICATE_PAIR.ID)
                .limit(limit + 1)
                .fetch();
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var sides = sides(type, shown);
        var pairs = shown.stream().map(one -> pair(one, sides)).toList();
        var last = shown.isEmpty() ? null : shown.getLast();
        return new Page(
                pairs,
                rows.size() > limit && last != null
                        ? last.get(DUPLICATE_PAIR.SCORE) + "-" + last.get(DUPLICATE_PAIR.ID)
                        : null);
    }

    @Transactional(readOnly = true)
    public long count(String type, String state, Actor me) {
        var side = new Sides(type);
        return sql.selectCount()
                .from(side.joined())
                .where(side.where(state, me))
                .fetchSingle()
                .value1();
    }

    /** Those to be reviewed of which a record was made, or changed, by this change set. Reads the index duplicate_pair_review. */
    @Transactional(readOnly = true)
    public long countOf(String type, UUID changeSet, Actor me) {
        var side = new Sides(type);
        return sql.selectCount()
                .from(side.joined())
                .where(side.where("open", me))
                .and(side.writtenBy(changeSet))
                .fetchSingle()
                .value1();
    }

    /** Says that they are two, or that it shall be asked later; open takes either back. */
    @Transactional
    public void decide(UUID id, String state, Actor me) {
        me.mayWrite();
        if (!STATES.contains(state)) {
            throw new BadInput("state", "problem.field.choice");
        }
        var type = sql.select(DUPLICATE_PAIR.RECORD_TYPE)
                .from(DUPLICATE_PAIR)
                .where(DUPLICATE_PAIR.ID.eq(id))
                .fetchOptional(DUPLICATE_PAIR.RECORD_TYPE)
                .orElseThrow(() -> new NoSuchRecord("duplicate", id));
        var side = new Sides(type);
        if (!sql.fetchExists(
                sql.selectOne().from(side.joined()).where(side.seen(me)).and(DUPLICATE_PAIR.ID.eq(id)))) {
            throw new NoSuchRecord("duplicate", id);
        }
        sql.update(DUPLICATE_PAIR)
                .set(DUPLICATE_PAIR.STATE, state)
                .set(DUPLICATE_PAIR.DECIDED_BY, me.member().value())
                .set(DUPLICATE_PAIR.DECIDED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .where(DUPLICATE_PAIR.ID.eq(id))
                .execute();
    }

    /** Looks through all companies and people again, as a job. */
    public UUID search(Actor me) {
        me.mayWrite();
        return finding.begin(me);
    }

    @Transactional(readOnly = true)
    public @Nullable Latest latest() {
        return sql.select(JOB.STATE, JOB.DONE, JOB.TOTAL, JOB.CREATED_AT)
                .from(JOB)
                .where(JOB.KIND.eq(FindDuplicates.KIND))
                .orderBy(JOB.CREATED_AT.desc(), JOB.ID)
                .limit(1)
                .fetchOne(one -> new Latest(one.value1(), one.value2(), one.value3(), one.value4()));
    }

    private static Condition behind(String cursor) {
        try {
            var at = cursor.indexOf('-');
            var score = Short.parseShort(cursor.substring(0, Math.max(0, at)));
            return DUPLICATE_PAIR
                    .SCORE
                    .lt(score)
                    .or(DUPLICATE_PAIR
                            .SCORE
                            .eq(score)
                            .and(DUPLICATE_PAIR.ID.gt(UUID.fromString(cursor.substring(at + 1)))));
        } catch (IllegalArgumentException _) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
    }

    private Pair pair(Record one, Map<UUID, Side> sides) {
        var first = one.get(DUPLICATE_PAIR.ONE_ID);
        var second = one.get(DUPLICATE_PAIR.OTHER_ID);
        return new Pair(
                one.get(DUPLICATE_PAIR.ID),
                one.get(DUPLICATE_PAIR.RECORD_TYPE),
                one.get(DUPLICATE_PAIR.SCORE),
                json.readValue(one.get(DUPLICATE_PAIR.REASONS).data(), REASONS),
                one.get(DUPLICATE_PAIR.STATE),
                sides.getOrDefault(first, new Side(first, "", Map.of())),
                sides.getOrDefault(second, new Side(second, "", Map.of())));
    }

    /** What tells the records of these pairs apart; who may see the pair has been asked. */
    private Map<UUID, Side> sides(String type, List<? extends Record> pairs) {
        var ids = new ArrayList<UUID>();
        pairs.forEach(one -> {
            ids.add(one.get(DUPLICATE_PAIR.ONE_ID));
            ids.add(one.get(DUPLICATE_PAIR.OTHER_ID));
        });
        var record = types.byId(type).orElseThrow();
        var facts = FACTS.getOrDefault(type, List.of());
        var columns = new ArrayList<Field<?>>();
        columns.add(record.column("id", UUID.class));
        columns.add(record.column("name", String.class));
        facts.forEach(fact -> {
            var known = record.field(fact);
            columns.add(known.label() == null ? known.column() : known.label());
        });
        var sides = new HashMap<UUID, Side>();
        sql.select(columns)
                .from(record.from())
                .where(record.column("id", UUID.class).in(ids))
                .forEach(row -> {
                    var values = new LinkedHashMap<String, String>();
                    for (int i = 0; i < facts.size(); i++) {
                        var value = row.get(i + 2);
                        if (value != null && !value.toString().isBlank()) {
                            values.put(facts.get(i), value.toString());
                        }
                    }
                    var id = row.get(0, UUID.class);
                    sides.put(id, new Side(id, String.valueOf(row.get(1)), values));
                });
        return sides;
    }

    /** Both records beside the pair: what lies in the bin or was merged is nobody's duplicate. */
    private record Sides(String type) {
        private static Field<UUID> column(String alias, String column) {
            return field(name(alias, column), UUID.class);
        }

        Table<?> joined() {
            return DUPLICATE_PAIR
                    .join(table(name(type)).as("one"))
                    .on(match("one", "one_id"))
                    .join(table(name(type)).as("two"))
                    .on(match("two", "other_id"));
        }

        private Condition match(String alias, String side) {
            return column(alias, "workspace_id")
                    .eq(DUPLICATE_PAIR.WORKSPACE_ID)
                    .and(column(alias, "id").eq(column("duplicate_pair", side)));
        }

        Condition writtenBy(UUID changeSet) {
            return column("one", "created_in")
                    .eq(changeSet)
                    .or(column("two", "created_in").eq(changeSet))
                    .or(exists(selectOne()
                            .from(CHANGE)
                            .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                            .and(CHANGE.RECORD_TYPE.eq(type))
                            .and(CHANGE.RECORD_ID.in(
                                    column("duplicate_pair", "one_id"), column("duplicate_pair", "other_id")))));
        }

        Condition where(String state, Actor me) {
            return seen(me).and(DUPLICATE_PAIR.STATE.eq(state));
        }

        Condition seen(Actor me) {
            return DUPLICATE_PAIR
                    .RECORD_TYPE
                    .eq(type)
                    .and(column("one", "deleted_at").isNull())
                    .and(column("two", "deleted_at").isNull())
                    .and(Visible.to(me, List.of(column("one", "owner_id"))))
                    .and(Visible.to(me, List.of(column("two", "owner_id"))));
        }
    }
}
