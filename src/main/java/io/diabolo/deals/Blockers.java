package io.diabolo.deals;

import static io.diabolo.jooq.Tables.BLOCKER;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.ClockId;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Countdown;
import io.diabolo.clocks.Promise;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.BlockerRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What stands in the way of signatures: each somebody's to solve, with a clock that warns, breaks and escalates. */
@Service
public class Blockers {
    static final String KIND = "blocker";
    /** Working days in which a blocker is to be solved unless somebody says otherwise. */
    static final int USUAL_DAYS = 5;

    private static final int MOST_DAYS = 120;
    private static final int LONGEST = 1_000;
    /** A working day passes between the breach and the manager. */
    private static final int GRACE = 8 * 60;

    private final DSLContext sql;
    private final Stakeholders stakeholders;
    private final Clocks clocks;
    private final Members members;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Clock clock;

    Blockers(
            DSLContext sql,
            Stakeholders stakeholders,
            Clocks clocks,
            Members members,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Clock clock) {
        this.sql = sql;
        this.stakeholders = stakeholders;
        this.clocks = clocks;
        this.members = members;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /**
     * @param stakeholder who blocks, or null
     * @param owner whose it is to solve; null: who says so
     * @param days working days until then; null: the usual ones
     */
    public record Wanted(
            @Nullable String text,
            @Nullable UUID stakeholder,
            @Nullable UUID owner,
            @Nullable Integer days) {}

    /** The open ones first, the first due on top; then those that were solved lately. */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<Blocker> of(UUID opportunity, Actor me) {
        opportunity(opportunity, me);
        return of(opportunity);
    }

    /** For who has looked already whether the opportunity may be seen. Reads the index blocker_of_opportunity. */
    @Transactional(readOnly = true)
    List<Blocker> of(UUID opportunity) {
        var rows = sql.selectFrom(BLOCKER)
                .where(BLOCKER.OPPORTUNITY_ID.eq(opportunity))
                .and(BLOCKER.DELETED_AT.isNull())
                .orderBy(BLOCKER.CREATED_AT.desc(), BLOCKER.ID.desc())
                .limit(100)
                .fetch();
        var counted = clocks.find(
                rows.stream().map(row -> new ClockId(row.getClockId())).toList());
        var names = names(counted.values());
        var all = new ArrayList<Blocker>();
        for (var row : rows) {
            var running = counted.get(new ClockId(row.getClockId()));
            if (running != null) {
                var owner = running.owner();
                all.add(new Blocker(
                        row.getId(),
                        opportunity,
                        row.getStakeholderId(),
                        row.getText(),
                        running,
                        owner == null ? "" : names.getOrDefault(owner.value(), ""),
                        row.getSolvedAt() == null ? null : row.getSolvedAt().toInstant(),
                        row.getSolution()));
            }
        }
        all.sort(Comparator.comparing((Blocker one) -> !one.isOpen())
                .thenComparing(one -> one.clock().dueAt()));
        return all;
    }

    private Map<UUID, String> names(Collection<Countdown> counted) {
        var owners = counted.stream()
                .map(Countdown::owner)
                .filter(Objects::nonNull)
                .map(MemberId::value)
                .toList();
        return sql.select(MEMBER.ID, MEMBER.NAME)
                .from(MEMBER)
                .where(MEMBER.ID.in(owners))
                .fetchMap(MEMBER.ID, MEMBER.NAME);
    }

    /** Says what stands in the way, and who will have solved it by when. */
    @Transactional
    public Stakeholders.Saved add(UUID opportunity, Wanted wanted, Actor me) {
        me.mayWrite();
        var deal = opportunity(opportunity, me);
        var text = text("text", wanted.text());
        if (text.isEmpty()) {
            throw new BadInput("text", "blocker.fault.text");
        }
        var days = wanted.days() == null ? USUAL_DAYS : wanted.days();
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInput("days", "blocker.fault.days", MOST_DAYS);
        }
        var stakeholder = stakeholder(opportunity, wanted.stakeholder());
        var owner = owner(wanted.owner(), me);
        var changeSet = changeSets.open(me, "blocker.added", name(deal));
        var started = clocks.start(
                new Promise(KIND, "opportunity", opportunity, owner, null, Budget.days(days), GRACE), changeSet);
        var id = sql.insertInto(BLOCKER)
                .set(BLOCKER.OPPORTUNITY_ID, opportunity)
                .set(BLOCKER.STAKEHOLDER_ID, stakeholder)
                .set(BLOCKER.TEXT, text)
                .set(BLOCKER.CLOCK_ID, started.id().value())
                .set(BLOCKER.CREATED_IN, changeSet)
                .returningResult(BLOCKER.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, KIND, id);
        noted(opportunity, changeSet);
        return new Stakeholders.Saved(id, changeSet);
    }

    private @Nullable UUID stakeholder(UUID opportunity, @Nullable UUID given) {
        if (given != null
                && stakeholders.of(opportunity).stream()
                        .noneMatch(one -> one.id().equals(given))) {
            throw new BadInput("stakeholder", "stakeholder.fault.other");
        }
        return given;
    }

    private MemberId owner(@Nullable UUID given, Actor me) {
        if (given == null) {
            return me.member();
        }
        var owner = new MemberId(given);
        if (members.owners().stream().noneMatch(one -> one.id().equals(owner))) {
            throw new BadInput("owner", "blocker.fault.owner");
        }
        return owner;
    }

    /** It no longer stands in the way. @return the change set; null when it was solved already */
    @Transactional
    public @Nullable UUID solve(UUID id, @Nullable String how, Actor me) {
        me.mayWrite();
        var row = lock(id, me);
        if (row.getSolvedAt() != null) {
            return null;
        }
        var changeSet = changeSets.open(me, "blocker.solved", name(opportunity(row.getOpportunityId(), me)));
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("solved_at", null);
        before.put("solution", row.getSolution());
        row.setSolvedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.setSolution(text("solution", how));
        row.setVersion(row.getVersion() + 1);
        row.update();
        changeSets.updated(
                changeSet, KIND, id, before, Map.of("solved_at", row.getSolvedAt(), "solution", row.getSolution()));
        clocks.stop(new ClockId(row.getClockId()), true, changeSet);
        noted(row.getOpportunityId(), changeSet);
        return changeSet;
    }

    /** The sale is over: nobody has to solve anything for it any more. Part of the move that closed it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callOff(UUID opportunity, UUID changeSet) {
        clocks.open("opportunity", opportunity).stream()
                .filter(one -> one.kind().equals(KIND))
                .forEach(one -> clocks.stop(one.id(), false, changeSet));
    }

    private BlockerRecord lock(UUID id, Actor me) {
        var row = sql.selectFrom(BLOCKER)
                .where(BLOCKER.ID.eq(id))
                .and(BLOCKER.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
        try {
            opportunity(row.getOpportunityId(), me);
        } catch (NoSuchRecord _) {
            throw new NoSuchRecord(KIND, id);
        }
        return row;
    }

    private static String text(String field, @Nullable String given) {
        var text = given == null ? "" : given.replace("\r\n", "\n").strip();
        if (text.length() > LONGEST) {
            throw new BadInput(field, "problem.field.too-long", LONGEST);
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadInput(field, "problem.field.text");
        }
        return text;
    }

    private RecordRow opportunity(UUID id, Actor me) {
        return records.get(types.byId("opportunity").orElseThrow(), id, me);
    }

    private static String name(RecordRow deal) {
        return Objects.toString(deal.value("name"), "");
    }

    private void noted(UUID opportunity, UUID changeSet) {
        changeSets.updated(changeSet, "opportunity", opportunity, Map.of(), Map.of());
    }
}
