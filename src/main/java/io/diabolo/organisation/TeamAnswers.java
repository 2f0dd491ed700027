package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.POSITION;

import io.diabolo.identity.Member;
import io.diabolo.identity.MemberState;
import io.diabolo.identity.Members;
import io.diabolo.identity.Staff;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the team works: who is named in answer to a question fills a position for it, and has that role's desk. Answering again
 * changes what came from the answers before, and nothing that somebody made by hand.
 */
@Service
class TeamAnswers {
    private static final int WHOLE = 100;
    private static final int LONGEST_NAME = 100;
    private final DSLContext sql;
    private final Positions positions;
    private final Members members;
    private final Staff staff;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Assumed assumed;
    private final Texts texts;

    TeamAnswers(
            DSLContext sql,
            Positions positions,
            Members members,
            Staff staff,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Assumed assumed,
            Texts texts) {
        this.sql = sql;
        this.positions = positions;
        this.members = members;
        this.staff = staff;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.assumed = assumed;
        this.texts = texts;
    }

    /**
     * @param who by question; nobody where it is empty
     * @param names of people who aren't members yet, by question
     */
    record Answers(Map<TeamQuestion, Set<MemberId>> who, Map<TeamQuestion, String> names, boolean presales) {}

    /** What was answered so far, as the positions say it. */
    @Transactional(readOnly = true)
    public Answers present() {
        var who = new EnumMap<TeamQuestion, Set<MemberId>>(TeamQuestion.class);
        derived()
                .forEach((seat, id) -> who.computeIfAbsent(seat.question(), _ -> new LinkedHashSet<>())
                        .add(seat.member()));
        return new Answers(who, Map.of(), assumed.get().presales());
    }

    private record Derived(TeamQuestion question, MemberId member) {}

    private Map<Derived, UUID> derived() {
        var all = new LinkedHashMap<Derived, UUID>();
        sql.select(POSITION.ID, POSITION.QUESTION, POSITION.MEMBER_ID)
                .from(POSITION)
                .where(POSITION.QUESTION.isNotNull())
                .and(POSITION.MEMBER_ID.isNotNull())
                .and(POSITION.DELETED_AT.isNull())
                .orderBy(POSITION.ID)
                .forEach(row -> TeamQuestion.named(row.value2())
                        .ifPresent(
                                question -> all.put(new Derived(question, new MemberId(row.value3())), row.value1())));
        return all;
    }

    /**
     * Takes the answers: positions as one change set, and the desks of those who are named.
     *
     * @return the change set that undoes the positions; desks stay
     * @throws BadInput for a name that can't be one, or a member who isn't there
     */
    @Transactional
    public UUID answer(Answers answers, Actor me) {
        me.mayAdminister();
        check(answers);
        var changeSet = changeSets.open(me, "position.updated", texts.text(me.locale(), "questions.title"));
        var who = named(answers, changeSet);
        var before = derived();
        var shares = shares(who, Set.copyOf(before.values()));
        var kept = new HashSet<Derived>();
        who.forEach((question, people) -> people.forEach(member -> {
            var one = new Derived(question, member);
            kept.add(one);
            write(one, before.get(one), shares.getOrDefault(member, WHOLE), answers.presales(), changeSet, me);
        }));
        before.forEach((one, id) -> {
            if (!kept.contains(one)) {
                records.deleteAlong(types.byId("position").orElseThrow(), id, changeSet, me);
            }
        });
        desks(who, before.keySet(), me);
        assumed.answered(answers.presales());
        return changeSet;
    }

    private void check(Answers answers) {
        var there = members.owners().stream().map(Member::id).collect(Collectors.toSet());
        var faults = new ArrayList<BadInput.Fault>();
        answers.who().forEach((question, people) -> {
            if (!there.containsAll(people)) {
                faults.add(new BadInput.Fault(question.id(), "position.fault.left"));
            }
        });
        answers.names().forEach((question, name) -> {
            if (name.strip().length() > LONGEST_NAME) {
                faults.add(new BadInput.Fault(question.id(), "questions.fault.name", LONGEST_NAME));
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    /** With those who aren't members yet: one of that name who is there is meant, else a place is kept for them. */
    private Map<TeamQuestion, Set<MemberId>> named(Answers answers, UUID changeSet) {
        var known = new HashMap<String, MemberId>();
        members.owners().forEach(member -> known.putIfAbsent(member.name().toLowerCase(Locale.ROOT), member.id()));
        var who = new EnumMap<TeamQuestion, Set<MemberId>>(TeamQuestion.class);
        for (var question : TeamQuestion.people()) {
            var people = new LinkedHashSet<>(answers.who().getOrDefault(question, Set.of()));
            var name = answers.names().getOrDefault(question, "").strip();
            if (!name.isEmpty()) {
                people.add(known.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), _ -> members.placeholder(name, null, changeSet)));
            }
            who.put(question, people);
        }
        return who;
    }

    /** Everybody's time, evenly over the questions in which they are named, as far as other positions leave it. */
    private Map<MemberId, Integer> shares(Map<TeamQuestion, Set<MemberId>> who, Set<UUID> before) {
        var times = new HashMap<MemberId, Integer>();
        who.values().forEach(people -> people.forEach(member -> times.merge(member, 1, Integer::sum)));
        var byHand = new HashMap<MemberId, Integer>();
        positions.all().stream().filter(Position::isFilled).forEach(position -> {
            var member = Objects.requireNonNull(position.member());
            if (!before.contains(position.id())) {
                byHand.merge(member, position.share(), Integer::sum);
            }
        });
        var shares = new HashMap<MemberId, Integer>();
        times.forEach((member, count) ->
                shares.put(member, Math.max(1, (WHOLE - byHand.getOrDefault(member, 0)) / count)));
        return shares;
    }

    private void write(Derived one, @Nullable UUID id, int share, boolean presales, UUID changeSet, Actor me) {
        var type = types.byId("position").orElseThrow();
        var question = one.question();
        var input = new HashMap<String, @Nullable Object>();
        input.put("stages", ids(question.stages(presales)));
        if (id == null) {
            input.put("role", question.role().id());
            input.put("member", one.member().value().toString());
            input.put("share", String.valueOf(share));
            input.put("channels", String.join(",", question.channels()));
            var made = records.createAlong(type, input, changeSet, me);
            sql.update(POSITION)
                    .set(POSITION.QUESTION, question.id())
                    .where(POSITION.ID.eq(made))
                    .execute();
        } else {
            records.updateAlong(type, id, input, changeSet, me);
        }
    }

    private static String ids(List<Stage> stages) {
        return stages.stream().map(Stage::id).collect(Collectors.joining(","));
    }

    /** A desk that an answer gave goes when the answer does, unless another position still asks for it. */
    private void desks(Map<TeamQuestion, Set<MemberId>> who, Set<Derived> before, Actor me) {
        var gained = new HashMap<MemberId, Set<String>>();
        who.forEach((question, people) ->
                people.forEach(member -> gained.computeIfAbsent(member, _ -> new LinkedHashSet<>())
                        .add(question.role().desk())));
        var lost = new HashMap<MemberId, Set<String>>();
        before.forEach(one -> {
            if (!who.getOrDefault(one.question(), Set.of()).contains(one.member())) {
                lost.computeIfAbsent(one.member(), _ -> new LinkedHashSet<>())
                        .add(one.question().role().desk());
            }
        });
        var all = new LinkedHashSet<>(gained.keySet());
        all.addAll(lost.keySet());
        for (var member : all) {
            var still = positions.of(member).stream()
                    .map(position -> position.role().desk())
                    .collect(Collectors.toSet());
            var gone = new HashSet<>(lost.getOrDefault(member, Set.of()));
            gone.removeAll(still);
            staff.hold(member, gained.getOrDefault(member, Set.of()), gone, me);
        }
    }

    /** Those of whom one can be named, by name. */
    @Transactional(readOnly = true)
    public List<Member> people() {
        return members.owners().stream()
                .filter(member -> member.state() != MemberState.LEFT)
                .toList();
    }
}
