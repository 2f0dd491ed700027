package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.UNREACHABLE_ADDRESS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.diabolo.jooq.tables.Enrollment;
import io.diabolo.platform.Actor;
import io.diabolo.prospecting.Suppression;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes some leads into a sequence, in one transaction, and says of each other why not. */
@Component
class Enrolling {
    private static final List<String> OPEN = List.of("market", "lead");
    private final DSLContext sql;
    private final RecordTypes types;
    private final Suppression suppression;
    private final ChangeSets changeSets;
    private final Clock clock;

    Enrolling(DSLContext sql, RecordTypes types, Suppression suppression, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.types = types;
        this.suppression = suppression;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /**
     * What would be done, and who does it.
     *
     * @param leadOwners each lead's owner writes; otherwise {@code me} does
     */
    record Asked(
            Sequence sequence, boolean leadOwners, @Nullable UUID changeSet, Actor me) {
        boolean writesMail() {
            return sequence.steps().stream().anyMatch(step -> step.kind() == StepKind.EMAIL);
        }
    }

    private record Candidate(
            UUID lead,
            String name,
            @Nullable UUID person,
            @Nullable UUID owner,
            @Nullable LeftOut why) {}

    /** @param left by lead, those not taken */
    record Outcome(List<UUID> taken, Map<UUID, Left> left) {}

    record Left(String name, LeftOut why) {}

    /** Who would be taken; nothing is written. */
    Outcome look(Asked asked, List<UUID> leads) {
        return judge(asked, candidates(asked, leads), leads);
    }

    /** In the caller's transaction. Two who enrol the same person wait for each other: one of them finds that it runs. */
    Outcome take(Asked asked, List<UUID> leads) {
        sql.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ID.in(select(LEAD.PERSON_ID).from(LEAD).where(LEAD.ID.in(leads))))
                .orderBy(PERSON.ID)
                .forNoKeyUpdate()
                .fetch();
        var all = candidates(asked, leads);
        var outcome = judge(asked, all, leads);
        insert(asked, all, new HashSet<>(outcome.taken()));
        return outcome;
    }

    private void insert(Asked asked, List<Candidate> all, HashSet<UUID> taken) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var me = asked.me().member().value();
        var rows = new ArrayList<io.diabolo.jooq.tables.records.EnrollmentRecord>();
        for (var one : all) {
            if (one.why() == null && taken.contains(one.lead())) {
                var row = sql.newRecord(ENROLLMENT);
                row.setSequenceId(asked.sequence().id());
                row.setNumber(asked.sequence().number());
                row.setLeadId(one.lead());
                row.setPersonId(one.person());
                row.setOwnerId(asked.leadOwners() ? Objects.requireNonNullElse(one.owner(), me) : me);
                row.setDue(now);
                row.setEnrolledAt(now);
                row.setUpdatedAt(now);
                row.setCreatedIn(asked.changeSet());
                rows.add(row);
            }
        }
        sql.batchInsert(rows).execute();
        changeSets.count(Objects.requireNonNull(asked.changeSet()), rows.size(), 0, 0);
    }

    /** Of each lead the first thing that stands against it, as far as one query tells. */
    private List<Candidate> candidates(Asked asked, List<UUID> leads) {
        var type = types.byId("lead").orElseThrow();
        Field<String> why = when(LEAD.STAGE.notIn(OPEN).or(LEAD.STATUS.eq("nurturing")), says(LeftOut.CLOSED))
                .when(PERSON.ID.isNull().or(PERSON.DELETED_AT.isNotNull()), says(LeftOut.NO_PERSON))
                .when(runs(asked), says(LeftOut.RUNNING))
                .when(ran(asked), says(LeftOut.BEFORE))
                .when(PERSON.CONSENT.eq("opted_out").or(PERSON.EMAIL_BASIS.eq("objected")), says(LeftOut.OPTED_OUT))
                .when(
                        asked.writesMail()
                                ? PERSON.CONSUMER.isTrue().and(PERSON.EMAIL_BASIS.ne("consent"))
                                : falseCondition(),
                        says(LeftOut.NO_BASIS))
                .when(
                        asked.writesMail() ? PERSON.EMAIL.isNull().or(PERSON.EMAIL.eq("")) : falseCondition(),
                        says(LeftOut.NO_ADDRESS))
                .when(
                        asked.writesMail()
                                ? exists(selectOne()
                                        .from(UNREACHABLE_ADDRESS)
                                        .where(UNREACHABLE_ADDRESS.ADDRESS.eq(PERSON.EMAIL)))
                                : falseCondition(),
                        says(LeftOut.UNREACHABLE))
                .otherwise((String) null);
        return sql.select(LEAD.ID, LEAD.NAME, PERSON.ID, LEAD.OWNER_ID, why)
                .from(LEAD)
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(PERSON.ID.eq(LEAD.PERSON_ID))
                .where(LEAD.ID.in(leads))
                .and(LEAD.DELETED_AT.isNull())
                .and(Visible.to(asked.me(), type))
                .orderBy(LEAD.CREATED_AT, LEAD.ID)
                .fetch(row -> new Candidate(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5() == null ? null : LeftOut.valueOf(row.value5())));
    }

    private static Field<String> says(LeftOut why) {
        return inline(why.name());
    }

    /** What this very job took before it was run again doesn't stand against itself. */
    private static Condition runs(Asked asked) {
        var other = ENROLLMENT.as("other");
        return exists(selectOne()
                .from(other)
                .where(other.PERSON_ID.eq(PERSON.ID))
                .and(other.STATE.in("running", "paused"))
                .and(notOwn(other, asked)));
    }

    private static Condition ran(Asked asked) {
        var past = ENROLLMENT.as("past");
        return exists(selectOne()
                .from(past)
                .where(past.PERSON_ID.eq(PERSON.ID))
                .and(past.SEQUENCE_ID.eq(asked.sequence().id()))
                .and(past.REASON.isDistinctFrom(EndReason.UNDONE.id()))
                .and(notOwn(past, asked)));
    }

    private static Condition notOwn(Enrollment other, Asked asked) {
        var own = asked.changeSet();
        return own == null ? noCondition() : other.LEAD_ID.ne(LEAD.ID).or(other.CREATED_IN.isDistinctFrom(own));
    }

    /** The rest of the reasons, by those who know them; of two leads of one person the first is taken. */
    private Outcome judge(Asked asked, List<Candidate> all, List<UUID> leads) {
        var left = new LinkedHashMap<UUID, Left>();
        var people = all.stream()
                .filter(one -> one.why() == null)
                .flatMap(one -> Stream.ofNullable(one.person()))
                .toList();
        var suppressed = suppression.of(people, asked.me().member());
        var seen = new HashSet<UUID>();
        var own = own(asked, leads);
        var taken = new ArrayList<UUID>();
        var known = new HashSet<UUID>();
        for (var one : all) {
            known.add(one.lead());
            var reason = suppressed.get(one.person());
            if (own.contains(one.lead())) {
                continue;
            }
            if (one.why() != null) {
                left.put(one.lead(), new Left(one.name(), one.why()));
            } else if (reason != null) {
                left.put(one.lead(), new Left(one.name(), LeftOut.valueOf(reason.name())));
            } else if (!seen.add(Objects.requireNonNull(one.person()))) {
                left.put(one.lead(), new Left(one.name(), LeftOut.RUNNING));
            } else {
                taken.add(one.lead());
            }
        }
        leads.stream()
                .filter(lead -> !known.contains(lead))
                .forEach(lead -> left.put(lead, new Left("", LeftOut.UNKNOWN)));
        return new Outcome(taken, left);
    }

    /** Taken by the same job before it died: they stay, and are neither taken again nor left out. */
    private HashSet<UUID> own(Asked asked, List<UUID> leads) {
        var changeSet = asked.changeSet();
        return changeSet == null
                ? new HashSet<>()
                : new HashSet<>(sql.select(ENROLLMENT.LEAD_ID)
                        .from(ENROLLMENT)
                        .where(ENROLLMENT.CREATED_IN.eq(changeSet))
                        .and(ENROLLMENT.LEAD_ID.in(leads))
                        .fetch(ENROLLMENT.LEAD_ID));
    }
}
