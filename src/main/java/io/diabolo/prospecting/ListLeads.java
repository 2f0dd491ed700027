package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.MemberId;
import io.diabolo.qualification.OutboundLeads;
import io.diabolo.records.ChangeSets;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the people of a list outbound leads, as far as they may be approached; one change set, taken back as a whole. */
@Service
class ListLeads {
    /** Above this many people it is a job. */
    static final int AT_ONCE = 500;

    private final DSLContext sql;
    private final TargetLists lists;
    private final TargetProfiles profiles;
    private final Suppression suppression;
    private final OutboundLeads leads;
    private final ChangeSets changeSets;
    private final Members members;
    private final Jobs jobs;

    ListLeads(
            DSLContext sql,
            TargetLists lists,
            TargetProfiles profiles,
            Suppression suppression,
            OutboundLeads leads,
            ChangeSets changeSets,
            Members members,
            Jobs jobs) {
        this.sql = sql;
        this.lists = lists;
        this.profiles = profiles;
        this.suppression = suppression;
        this.leads = leads;
        this.changeSets = changeSets;
        this.members = members;
        this.jobs = jobs;
    }

    /** @param owner whose the leads become; null: of who asks */
    record Wanted(UUID list, @Nullable UUID owner) {}

    /** The answer to "make leads of these". */
    sealed interface Answer {
        /**
         * @param known how many are pursued already
         * @param left how many were left out, by reason
         * @param changeSet null: nothing was made
         */
        record Done(
                long made,
                long known,
                Map<Reason, Long> left,
                @Nullable UUID changeSet) implements Answer {
            long leftOut() {
                return left.values().stream().mapToLong(Long::longValue).sum();
            }
        }

        record Begun(UUID job) implements Answer {}
    }

    @Transactional
    public Answer make(Wanted wanted, Actor me) {
        me.mayWrite();
        var list = lists.get(wanted.list(), me);
        owner(wanted, me);
        var people = sql.fetchCount(PERSON, profiles.seenPeople(lists.peopleOn(list, me), me));
        return people > AT_ONCE
                ? new Answer.Begun(jobs.submit(ListLeadsWork.KIND, list.name(), wanted, me))
                : makeNow(wanted, me);
    }

    /** In this transaction, however many they are. */
    @Transactional
    public Answer.Done makeNow(Wanted wanted, Actor me) {
        me.mayWrite();
        var list = lists.get(wanted.list(), me);
        var owner = owner(wanted, me);
        var there = profiles.seenPeople(lists.peopleOn(list, me), me);
        var reason = suppression.person(owner);
        var left = suppression.counted(PERSON, there, reason);
        var free = there.and(reason.isNull());
        var known = sql.fetchCount(PERSON, free.and(isPursued()));
        if (!sql.fetchExists(PERSON, free.andNot(isPursued()))) {
            return new Answer.Done(0, known, left, null);
        }
        var changeSet = changeSets.open(me, "target_list.leads", list.name());
        var made = leads.make(select(PERSON.ID).from(PERSON).where(free), list.name(), owner, changeSet, me);
        return new Answer.Done(made, known, left, changeSet);
    }

    private MemberId owner(Wanted wanted, Actor me) {
        var owner = wanted.owner();
        if (owner == null) {
            return me.member();
        }
        var found = members.find(new MemberId(owner));
        if (found == null
                || members.active().stream().noneMatch(one -> one.id().value().equals(owner))) {
            throw new BadInput("owner", "problem.field.reference");
        }
        return new MemberId(owner);
    }

    private static Condition isPursued() {
        return exists(selectOne()
                .from(LEAD)
                .where(LEAD.PERSON_ID.eq(PERSON.ID))
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.STATUS.ne("disqualified"))
                .and(LEAD.STAGE.notIn("disqualified", "lost", "churned", "joined")));
    }

    /** How many people the list reaches, and how many of them may be approached. */
    @Transactional(readOnly = true)
    public Reach reach(UUID id, Actor me) {
        var list = lists.get(id, me);
        var there = profiles.seenPeople(lists.peopleOn(list, me), me);
        var counts = sql.select(
                        DSL.count(),
                        DSL.count().filterWhere(suppression.person(me.member()).isNull()),
                        DSL.count().filterWhere(isPursued()))
                .from(PERSON)
                .where(there)
                .fetchSingle();
        return new Reach(counts.value1(), counts.value2(), counts.value3());
    }

    /** @param pursued who have a lead already */
    record Reach(long people, long free, long pursued) {}
}
