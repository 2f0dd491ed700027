package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.ENRICHMENT;

import io.diabolo.jooq.tables.records.EnrichmentRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.prospecting.Finding.Source;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is found out about companies and people. Only empty fields are filled; what is sure is written at once, the rest waits
 * for a member's yes. Each value keeps its source, date and confidence; one that was refused doesn't come back.
 */
@Service
public class Enrichments {
    private static final String KIND = "enrichment";
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final ObjectProvider<Finder> finders;
    private final MarketEntries market;
    private final Clock clock;

    Enrichments(
            DSLContext sql,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            ObjectProvider<Finder> finders,
            MarketEntries market,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.finders = finders;
        this.market = market;
        this.clock = clock;
    }

    /** What came of looking: fields written, and values that wait for an answer. */
    record Outcome(int applied, int proposed) {
        Outcome plus(Outcome other) {
            return new Outcome(applied + other.applied, proposed + other.proposed);
        }
    }

    /** A value that was found, and what became of it. */
    record Enriched(
            UUID id,
            String type,
            UUID record,
            String field,
            String value,
            Source source,
            String detail,
            int confidence,
            String state,
            Instant at) {
        /** A record by its name. */
        String shown() {
            return field.equals("company") ? detail : value;
        }
    }

    /** @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(readOnly = true)
    public Subject subject(String type, UUID id, Actor me) {
        var values = new HashMap<String, String>();
        records.get(types.byId(type).orElseThrow(), id, me).values().forEach((field, value) -> {
            var text = value instanceof Reference reference ? reference.id().toString() : String.valueOf(value);
            if (value != null && !text.isBlank()) {
                values.put(field, text);
            }
        });
        return new Subject(type, id, values);
    }

    /** Looks on this server, and keeps what was found. @return the change set; null when nothing was found */
    @Transactional
    public @Nullable UUID enrich(String type, UUID id, Actor me) {
        me.mayWrite();
        var subject = subject(type, id, me);
        var news = news(subject, List.of(), me);
        if (news.isEmpty()) {
            return null;
        }
        var changeSet = changeSets.open(me, type + ".enriched", String.valueOf(subject.value("name")));
        keep(subject, news, changeSet, me);
        return changeSet;
    }

    /** @param further what a provider answered, which nothing within a transaction may ask */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome take(Subject subject, List<Finding> further, UUID changeSet, Actor me) {
        return keep(subject, news(subject, further, me), changeSet, me);
    }

    /** For each field that is empty the first value that isn't known yet. */
    private List<Finding> news(Subject subject, List<Finding> further, Actor me) {
        var all = new ArrayList<Finding>();
        finders.orderedStream().forEach(finder -> all.addAll(finder.find(subject, me)));
        all.addAll(further);
        var known = known(subject);
        var news = new LinkedHashMap<String, Finding>();
        for (var finding : all) {
            if (subject.lacks(finding.field()) && !known.contains(finding.field() + "\n" + finding.value())) {
                news.putIfAbsent(finding.field(), finding);
            }
        }
        return List.copyOf(news.values());
    }

    private Outcome keep(Subject subject, List<Finding> news, UUID changeSet, Actor me) {
        var sure = new LinkedHashMap<String, String>();
        news.stream().filter(Finding::isSure).forEach(one -> sure.put(one.field(), one.value()));
        if (!sure.isEmpty()) {
            records.updateAlong(types.byId(subject.type()).orElseThrow(), subject.id(), sure, changeSet, me);
            enter(subject, changeSet, me);
        }
        news.forEach(one -> insert(subject, one, changeSet));
        changeSets.count(changeSet, news.size(), 0, 0);
        return new Outcome(sure.size(), news.size() - sure.size());
    }

    private void enter(Subject subject, UUID changeSet, Actor me) {
        var one = DSL.select(DSL.val(subject.id()));
        if (subject.isCompany()) {
            market.companies(one, changeSet, me);
        } else {
            market.people(one, changeSet, me);
        }
    }

    private List<String> known(Subject subject) {
        return sql.select(ENRICHMENT.FIELD, ENRICHMENT.VALUE)
                .from(ENRICHMENT)
                .where(of(subject.type(), subject.id()))
                .fetch(row -> row.value1() + "\n" + row.value2());
    }

    private static Condition of(String type, UUID id) {
        return type.equals("company") ? ENRICHMENT.COMPANY_ID.eq(id) : ENRICHMENT.PERSON_ID.eq(id);
    }

    private void insert(Subject subject, Finding finding, UUID changeSet) {
        sql.insertInto(ENRICHMENT)
                .set(ENRICHMENT.COMPANY_ID, subject.isCompany() ? subject.id() : null)
                .set(ENRICHMENT.PERSON_ID, subject.isCompany() ? null : subject.id())
                .set(ENRICHMENT.FIELD, finding.field())
                .set(ENRICHMENT.VALUE, finding.value())
                .set(ENRICHMENT.SOURCE, finding.source().id())
                .set(ENRICHMENT.DETAIL, finding.detail())
                .set(ENRICHMENT.CONFIDENCE, (short) finding.confidence())
                .set(ENRICHMENT.STATE, finding.isSure() ? "applied" : "proposed")
                .set(ENRICHMENT.FOUND_AT, now())
                .set(ENRICHMENT.CREATED_IN, changeSet)
                .onConflictDoNothing()
                .execute();
    }

    /** Writes a proposed value. @throws BadInput when the record doesn't take it, or somebody filled the field meanwhile */
    @Transactional
    public UUID accept(UUID id, Actor me) {
        me.mayWrite();
        var row = lock(id);
        var subject = subject(type(row), record(row), me);
        if (!subject.lacks(row.getField())) {
            throw new BadInput(row.getField(), "enrichment.fault.filled");
        }
        var changeSet = changeSets.open(me, subject.type() + ".enriched", String.valueOf(subject.value("name")));
        records.updateAlong(
                types.byId(subject.type()).orElseThrow(),
                subject.id(),
                Map.of(row.getField(), row.getValue()),
                changeSet,
                me);
        enter(subject, changeSet, me);
        decide(row, "applied", changeSet, me);
        return changeSet;
    }

    /** Refuses a value: it doesn't come back, and where it was written the field is empty again. */
    @Transactional
    public UUID refuse(UUID id, Actor me) {
        me.mayWrite();
        var row = lock(id);
        var subject = subject(type(row), record(row), me);
        var changeSet = changeSets.open(me, subject.type() + ".refused", String.valueOf(subject.value("name")));
        if (row.getState().equals("applied") && row.getValue().equals(subject.value(row.getField()))) {
            records.updateAlong(
                    types.byId(subject.type()).orElseThrow(),
                    subject.id(),
                    Collections.singletonMap(row.getField(), null),
                    changeSet,
                    me);
        }
        decide(row, "refused", changeSet, me);
        return changeSet;
    }

    private void decide(EnrichmentRecord row, String state, UUID changeSet, Actor me) {
        sql.update(ENRICHMENT)
                .set(ENRICHMENT.STATE, state)
                .set(ENRICHMENT.DECIDED_BY, me.member().value())
                .set(ENRICHMENT.DECIDED_AT, now())
                .where(ENRICHMENT.ID.eq(row.getId()))
                .execute();
        changeSets.updated(changeSet, KIND, row.getId(), Map.of("state", row.getState()), Map.of("state", state));
    }

    private EnrichmentRecord lock(UUID id) {
        return sql.selectFrom(ENRICHMENT)
                .where(ENRICHMENT.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    /** Whose value it is. @throws NoSuchRecord also if {@code me} can't see the record */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Subject subjectOf(UUID id, Actor me) {
        var row = sql.selectFrom(ENRICHMENT)
                .where(ENRICHMENT.ID.eq(id))
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
        return subject(type(row), record(row), me);
    }

    private static String type(EnrichmentRecord row) {
        return row.getCompanyId() == null ? "person" : "company";
    }

    private static UUID record(EnrichmentRecord row) {
        return row.getCompanyId() == null ? row.getPersonId() : row.getCompanyId();
    }

    /** Everything found about a record, the newest first. The caller has seen the record. */
    @Transactional(readOnly = true)
    public List<Enriched> all(String type, UUID id) {
        return sql.selectFrom(ENRICHMENT)
                .where(of(type, id))
                .orderBy(ENRICHMENT.FOUND_AT.desc(), ENRICHMENT.ID.desc())
                .limit(200)
                .fetch(row -> new Enriched(
                        row.getId(),
                        type(row),
                        record(row),
                        row.getField(),
                        row.getValue(),
                        Source.valueOf(row.getSource().toUpperCase(java.util.Locale.ROOT)),
                        row.getDetail(),
                        row.getConfidence(),
                        row.getState(),
                        row.getFoundAt().toInstant()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
