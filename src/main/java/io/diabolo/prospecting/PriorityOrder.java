package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PRIORITY;
import static io.diabolo.jooq.Tables.TARGET_LIST;
import static io.diabolo.jooq.Tables.TARGET_LIST_ENTRY;
import static io.diabolo.jooq.Tables.TARGET_PROFILE;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Countries;
import io.diabolo.qualification.LeadPriority;
import io.diabolo.queues.Priorities;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The managers' priorities as queues and targets cite them. One speaks of a lead whose company is of its segment and in its
 * territory, and of every lead on a target list that serves it; its product is what such a list is made for.
 */
@Component
class PriorityOrder implements Priorities, LeadPriority {
    /** A manager who calls more than these important has chosen nothing. */
    private static final int MOST = 50;

    private final DSLContext sql;

    PriorityOrder(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Chosen> during(LocalDate from, LocalDate until) {
        return held(from, until).stream()
                .map(one -> new Chosen(one.id(), one.name(), one.importance(), "/priorities/" + one.id()))
                .toList();
    }

    /** The most important first; of equals the older. */
    private List<Priority> held(LocalDate from, LocalDate until) {
        var lists = multiset(DSL.select(TARGET_LIST.ID)
                        .from(TARGET_LIST)
                        .leftJoin(TARGET_PROFILE)
                        .on(TARGET_PROFILE.WORKSPACE_ID.eq(TARGET_LIST.WORKSPACE_ID))
                        .and(TARGET_PROFILE.ID.eq(TARGET_LIST.PROFILE_ID))
                        .where(TARGET_LIST.PRIORITY_ID.eq(PRIORITY.ID).or(TARGET_PROFILE.PRIORITY_ID.eq(PRIORITY.ID)))
                        .and(TARGET_LIST.DELETED_AT.isNull()))
                .convertFrom(rows -> rows.map(row -> row.value1()));
        return sql
                .select(PRIORITY.ID, PRIORITY.NAME, PRIORITY.IMPORTANCE, PRIORITY.SEGMENT, PRIORITY.TERRITORY, lists)
                .from(PRIORITY)
                .where(PRIORITY.DELETED_AT.isNull())
                .and(PRIORITY.STARTS_ON.isNull().or(PRIORITY.STARTS_ON.le(until)))
                .and(PRIORITY.ENDS_ON.isNull().or(PRIORITY.ENDS_ON.ge(from)))
                .orderBy(PRIORITY.CREATED_AT, PRIORITY.ID)
                .limit(MOST)
                .fetch(row -> new Priority(
                        row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()))
                .stream()
                .sorted(Comparator.comparingInt(Priority::rank))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable Order on(LocalDate day) {
        CaseConditionStep<Integer> rank = null;
        CaseConditionStep<String> name = null;
        for (var one : held(day, day)) {
            var speaks = DSL.condition("({0})", speaksOf(one));
            rank = rank == null ? case_().when(speaks, inline(one.rank())) : rank.when(speaks, inline(one.rank()));
            name = name == null ? case_().when(speaks, val(one.name())) : name.when(speaks, val(one.name()));
        }
        return rank == null || name == null ? null : new Order(rank.otherwise(inline(Order.NONE)), name);
    }

    private static Condition speaksOf(Priority priority) {
        Condition facts = falseCondition();
        if (priority.segment() != null || !priority.places().isEmpty()) {
            facts = priority.segment() == null ? DSL.trueCondition() : COMPANY.SEGMENT.eq(priority.segment());
            if (!priority.places().isEmpty()) {
                facts = facts.and(DSL.or(
                        priority.places().stream().map(PriorityOrder::lies).toList()));
            }
        }
        return priority.lists().isEmpty() ? facts : facts.or(isOn(priority.lists()));
    }

    /** In the country, else in the region, the town, or where postcodes begin so. */
    private static Condition lies(String place) {
        var country = Countries.code(place);
        if (country != null) {
            return COMPANY.COUNTRY.eq(country);
        }
        return place.matches("[0-9]{2,5}")
                ? COMPANY.POSTCODE.startsWith(place)
                : folded(COMPANY.REGION).eq(fold(place)).or(folded(COMPANY.CITY).eq(fold(place)));
    }

    private static Field<String> folded(Field<String> text) {
        return function("fold", String.class, text);
    }

    private static Field<String> fold(String text) {
        return function("fold", String.class, val(text));
    }

    /** Reads target_list_entry_of_company and target_list_entry_of_person. */
    private static Condition isOn(List<UUID> lists) {
        return isOn(lists, TARGET_LIST_ENTRY.COMPANY_ID, LEAD.COMPANY_ID)
                .or(isOn(lists, TARGET_LIST_ENTRY.PERSON_ID, LEAD.PERSON_ID));
    }

    private static Condition isOn(List<UUID> lists, TableField<?, UUID> entry, TableField<?, UUID> of) {
        return exists(selectOne()
                .from(TARGET_LIST_ENTRY)
                .where(entry.eq(of))
                .and(TARGET_LIST_ENTRY.LEFT_AT.isNull())
                .and(TARGET_LIST_ENTRY.LIST_ID.in(lists)));
    }
}
