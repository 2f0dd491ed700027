package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PRIORITY;
import static io.diabolo.jooq.Tables.TARGET_PROFILE;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import io.diabolo.rules.Rules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Target profiles and the market that they describe. Counts and lists come from the same conditions. */
@Service
public class TargetProfiles {
    private final DSLContext sql;
    private final RecordTypes types;
    private final Records records;
    private final Criteria criteria;
    private final Rules rules;

    TargetProfiles(DSLContext sql, RecordTypes types, Records records, Criteria criteria, Rules rules) {
        this.sql = sql;
        this.types = types;
        this.records = records;
        this.criteria = criteria;
        this.rules = rules;
    }

    /**
     * @param companies what is asked of companies: a rule on each line
     * @param people what is asked of their people
     */
    public record Profile(
            UUID id,
            int version,
            String name,
            String companies,
            String people,
            @Nullable UUID priorityId,
            @Nullable String priority,
            @Nullable String note) {
        List<String> lines(Criteria.Side side) {
            return Criteria.lines(side == Criteria.Side.COMPANIES ? companies : people);
        }
    }

    /** How many companies match, by how far they have come with us, and how many people of theirs do. */
    public record Addressable(long companies, Map<Coverage, Long> coverage, long people) {
        long of(Coverage one) {
            return coverage.getOrDefault(one, 0L);
        }
    }

    /** @throws NoSuchRecord when there is none */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Profile get(UUID id) {
        var found = find(id);
        if (found == null) {
            throw new NoSuchRecord("target_profile", id);
        }
        return found;
    }

    /** Null when it lies in the bin. */
    @Transactional(readOnly = true)
    public @Nullable Profile find(UUID id) {
        return sql.select(TARGET_PROFILE.asterisk(), PRIORITY.NAME)
                .from(TARGET_PROFILE)
                .leftJoin(PRIORITY)
                .on(PRIORITY.WORKSPACE_ID.eq(TARGET_PROFILE.WORKSPACE_ID))
                .and(PRIORITY.ID.eq(TARGET_PROFILE.PRIORITY_ID))
                .where(TARGET_PROFILE.ID.eq(id))
                .and(TARGET_PROFILE.DELETED_AT.isNull())
                .fetchOne(row -> new Profile(
                        row.get(TARGET_PROFILE.ID),
                        row.get(TARGET_PROFILE.VERSION),
                        row.get(TARGET_PROFILE.NAME),
                        row.get(TARGET_PROFILE.COMPANIES),
                        row.get(TARGET_PROFILE.PEOPLE),
                        row.get(TARGET_PROFILE.PRIORITY_ID),
                        row.get(PRIORITY.NAME),
                        row.get(TARGET_PROFILE.NOTE)));
    }

    /** Over the table of companies. */
    Condition companies(Profile profile) {
        return criteria.companies(profile.companies());
    }

    /** Over the table of people. */
    Condition people(Profile profile, Actor me) {
        return criteria.people(profile.companies(), profile.people(), me);
    }

    /** Over the table of people: what the profile asks of them, whatever their company. */
    Condition suiting(UUID id) {
        return criteria.ofPeople(lookUp(id));
    }

    private String lookUp(UUID id) {
        var people = sql.select(TARGET_PROFILE.PEOPLE)
                .from(TARGET_PROFILE)
                .where(TARGET_PROFILE.ID.eq(id))
                .fetchOne(TARGET_PROFILE.PEOPLE);
        return people == null ? "" : people;
    }

    /** The companies that match and that {@code me} may see. */
    Condition seenCompanies(Condition matching, Actor me) {
        return COMPANY.DELETED_AT
                .isNull()
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .and(matching);
    }

    Condition seenPeople(Condition matching, Actor me) {
        return PERSON.DELETED_AT
                .isNull()
                .and(Visible.to(me, types.byId("person").orElseThrow()))
                .and(matching);
    }

    /** Counts the market that {@code me} may see, exactly. Over a million companies it takes a moment: ask after the page. */
    @Transactional(readOnly = true)
    public Addressable addressable(UUID id, Actor me) {
        var profile = get(id);
        return addressable(profile.companies(), profile.people(), me);
    }

    /** The same for criteria that aren't kept yet. @throws BadInput naming what isn't a rule */
    @Transactional(readOnly = true)
    public Addressable addressable(String ofCompanies, String ofPeople, Actor me) {
        refuse(ofCompanies, ofPeople);
        var matching = seenCompanies(criteria.companies(ofCompanies), me);
        var step = Coverage.field();
        var found = sql.select(step.as("step")).from(COMPANY).where(matching).asTable("found");
        var counts = new EnumMap<Coverage, Long>(Coverage.class);
        sql.select(found.field("step", String.class), count())
                .from(found)
                .groupBy(found.field("step", String.class))
                .forEach(row -> counts.put(Coverage.of(row.value1()).orElseThrow(), Long.valueOf(row.value2())));
        var all = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Addressable(all, counts, countPeople(ofCompanies, ofPeople, me));
    }

    private long countPeople(String ofCompanies, String ofPeople, Actor me) {
        return sql.selectCount()
                .from(PERSON)
                .where(seenPeople(criteria.people(ofCompanies, ofPeople, me), me))
                .fetchSingle()
                .value1();
    }

    private void refuse(String ofCompanies, String ofPeople) {
        var faults = new ArrayList<BadInput.Fault>();
        for (var side : Criteria.Side.values()) {
            for (var line : Criteria.lines(side == Criteria.Side.COMPANIES ? ofCompanies : ofPeople)) {
                var fault = rules.fault(side.purpose(), line);
                if (fault != null) {
                    faults.add(new BadInput.Fault(side.field(), fault.key(), fault.args()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    /** Adds a condition that the builder wrote. @throws io.diabolo.platform.StaleVersion when someone changed it meanwhile */
    @Transactional
    public Records.Saved add(
            UUID id, Criteria.Side side, String field, String op, String value, @Nullable Integer version, Actor me) {
        var line = rules.written(side.purpose(), field, op, value);
        var profile = get(id);
        var lines = new ArrayList<>(profile.lines(side));
        lines.add(line);
        return write(id, side, lines, version, me);
    }

    /** Takes a condition out, by its place from 0. */
    @Transactional
    public Records.Saved drop(UUID id, Criteria.Side side, int place, @Nullable Integer version, Actor me) {
        var lines = new ArrayList<>(get(id).lines(side));
        if (place < 0 || place >= lines.size()) {
            throw new NoSuchRecord("target_profile", id);
        }
        lines.remove(place);
        return write(id, side, lines, version, me);
    }

    private Records.Saved write(UUID id, Criteria.Side side, List<String> lines, @Nullable Integer version, Actor me) {
        var type = types.byId("target_profile").orElseThrow();
        return records.update(type, id, Map.of(side.field(), String.join("\n", lines)), version, me);
    }
}
