package io.diabolo.deals;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.STAKEHOLDER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import io.diabolo.records.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a seller means by a name while the company is known. */
@Component
class PeopleOfDeal {
    private static final int SUGGESTED = 100;
    private static final int LONGEST = 200;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;

    PeopleOfDeal(DSLContext sql, Records records, RecordTypes types) {
        this.sql = sql;
        this.records = records;
        this.types = types;
    }

    private RecordType type() {
        return types.byId("person").orElseThrow();
    }

    /** The person meant; somebody whom nobody knows yet is made at the opportunity's company, within the change set. */
    UUID named(String text, RecordRow deal, UUID changeSet, Actor me) {
        var name = text.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.indexOf('\0') >= 0) {
            throw new BadInput("person", "stakeholder.fault.person");
        }
        if (name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return only(PERSON.ID.eq(UUID.fromString(name)), me);
        }
        var company = deal.value("company") instanceof Reference reference ? reference.id() : null;
        var found = found(PERSON.NAME_KEY.eq(DSL.function("fold", String.class, DSL.val(name))), company, me);
        if (found.size() > 1) {
            throw new BadInput("person", "stakeholder.fault.several");
        }
        return found.isEmpty() ? made(name, company, changeSet, me) : found.getFirst();
    }

    private UUID only(Condition which, Actor me) {
        var found = found(which, null, me);
        if (found.isEmpty()) {
            throw new BadInput("person", "stakeholder.fault.person");
        }
        return found.getFirst();
    }

    /** A namesake elsewhere is somebody else where the company is known. */
    private List<UUID> found(Condition which, @Nullable UUID company, Actor me) {
        return sql.select(PERSON.ID)
                .from(PERSON)
                .where(which)
                .and(company == null ? DSL.noCondition() : PERSON.COMPANY_ID.eq(company))
                .and(PERSON.DELETED_AT.isNull())
                .and(PERSON.MERGED_INTO.isNull())
                .and(Visible.to(me, type()))
                .limit(2)
                .fetch(PERSON.ID);
    }

    private UUID made(String name, @Nullable UUID company, UUID changeSet, Actor me) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        var space = name.indexOf(' ');
        if (space > 0) {
            input.put("first_name", name.substring(0, space));
        }
        input.put("last_name", name.substring(space + 1).strip());
        if (company != null) {
            input.put("company", company.toString());
        }
        return records.createAlong(type(), input, changeSet, me);
    }

    /** Reads the index of people by company. */
    List<String> at(UUID company, UUID opportunity, Actor me) {
        return sql.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.COMPANY_ID.eq(company))
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, type()))
                .and(PERSON.ID.notIn(DSL.select(STAKEHOLDER.PERSON_ID)
                        .from(STAKEHOLDER)
                        .where(STAKEHOLDER.OPPORTUNITY_ID.eq(opportunity))
                        .and(STAKEHOLDER.DELETED_AT.isNull())))
                .orderBy(PERSON.NAME_KEY, PERSON.ID)
                .limit(SUGGESTED)
                .fetch(PERSON.NAME);
    }
}
