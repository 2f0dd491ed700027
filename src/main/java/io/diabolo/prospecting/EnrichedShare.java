package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ENRICHMENT;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * How many of the period's new companies and contacts got at least one field filled by enrichment: of the whole base for who
 * grows it, of their own for who prospects.
 */
@Component
@Order(40)
class EnrichedShare implements FigureSource {
    private static final String WHOLE = "enriched-share";
    private static final String OWN = "own-enriched-share";
    private final DSLContext sql;
    private final RecordTypes types;

    EnrichedShare(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** The table of one kind of record, with what is asked of it. */
    private record Base(
            RecordType type,
            Table<?> table,
            Field<UUID> id,
            Field<String> name,
            Field<UUID> owner,
            Field<OffsetDateTime> since,
            Condition stays,
            Condition enriched) {}

    private Base companies() {
        return new Base(
                types.byId("company").orElseThrow(),
                COMPANY,
                COMPANY.ID,
                COMPANY.NAME,
                COMPANY.OWNER_ID,
                COMPANY.CREATED_AT,
                COMPANY.DELETED_AT.isNull().and(COMPANY.MERGED_INTO.isNull()),
                applied(ENRICHMENT.COMPANY_ID.eq(COMPANY.ID)));
    }

    private Base people() {
        return new Base(
                types.byId("person").orElseThrow(),
                PERSON,
                PERSON.ID,
                PERSON.NAME,
                PERSON.OWNER_ID,
                PERSON.CREATED_AT,
                PERSON.DELETED_AT.isNull().and(PERSON.MERGED_INTO.isNull()),
                applied(ENRICHMENT.PERSON_ID.eq(PERSON.ID)));
    }

    /** Reads the indexes enrichment_of_company and enrichment_of_person. */
    private static Condition applied(Condition whose) {
        return exists(selectOne().from(ENRICHMENT).where(whose).and(ENRICHMENT.STATE.eq("applied")));
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(WHOLE, Figure.Unit.SHARE, List.of("growth")),
                new Figure(OWN, Figure.Unit.SHARE, List.of("sdr", "inside")));
    }

    /** Reads the indexes company_newest and person_newest, or those of the owner. */
    private static Condition counted(String figure, Base base, FigureRequest request) {
        var period = base.since()
                .ge(request.from().atOffset(ZoneOffset.UTC))
                .and(base.since().lt(request.to().atOffset(ZoneOffset.UTC)))
                .and(base.stays());
        return figure.equals(WHOLE)
                ? period
                : period.and(base.owner()
                        .in(request.members().stream().map(MemberId::value).toList()));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        long above = 0;
        long below = 0;
        for (var base : List.of(companies(), people())) {
            var row = sql.select(count().filterWhere(base.enriched()), count())
                    .from(base.table())
                    .where(counted(figure, base, request))
                    .fetchSingle();
            above += row.value1();
            below += row.value2();
        }
        return FigureValue.of(above, below);
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var all = new ArrayList<FigureRecord>();
        for (var base : List.of(companies(), people())) {
            all.addAll(records(base, counted(figure, base, request), request, limit));
        }
        return all.stream()
                .sorted(Comparator.comparing((FigureRecord one) -> Objects.requireNonNull(one.at()))
                        .reversed())
                .limit(limit)
                .toList();
    }

    private List<FigureRecord> records(Base base, Condition which, FigureRequest request, int limit) {
        var reader = request.reader();
        var seen = reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, base.type()));
        return sql.select(base.id(), base.name(), base.since(), field(base.enriched()), field(seen))
                .from(base.table())
                .where(which)
                .orderBy(base.since().desc(), base.id().desc())
                .limit(limit)
                .fetch(row -> {
                    var at = row.value3().toInstant();
                    var above = Boolean.TRUE.equals(row.value4());
                    return Boolean.TRUE.equals(row.value5())
                            ? new FigureRecord(
                                    row.value2(),
                                    "",
                                    at,
                                    above,
                                    "/" + base.type().plural() + "/" + row.value1())
                            : FigureRecord.hidden(at, above);
                });
    }
}
