package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SURVEY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the page for a personal link needs: the survey, and people to choose from. */
@Service
class SurveyLinks {
    private static final int OFFERED = 20;
    private final DSLContext sql;
    private final Records records;
    /** Later: what stands above a survey is asked for by the records' pages, which know all types. */
    private final ObjectProvider<RecordTypes> types;

    private final ObjectProvider<Asking> asking;

    SurveyLinks(DSLContext sql, Records records, ObjectProvider<RecordTypes> types, ObjectProvider<Asking> asking) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.asking = asking;
    }

    record Someone(UUID id, String name, String company) {}

    @Transactional(readOnly = true)
    public String name(UUID survey, Actor me) {
        SurveyRights.ask(me);
        records.get(types.getObject().byId("survey").orElseThrow(), survey, me);
        return sql.select(SURVEY.NAME)
                .from(SURVEY)
                .where(SURVEY.ID.eq(survey))
                .fetchSingle()
                .value1();
    }

    /** Those whose name begins so; reads the index person_by_name. */
    @Transactional(readOnly = true)
    public List<Someone> people(String query, Actor me) {
        if (query.isBlank()) {
            return List.of();
        }
        var begin = DSL.function(
                "fold", String.class, DSL.val(query.replace("\0", "").strip()));
        return sql.select(PERSON.ID, PERSON.NAME, COMPANY.NAME)
                .from(PERSON)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(COMPANY.ID.eq(PERSON.COMPANY_ID))
                .where(PERSON.NAME_KEY.startsWith(begin))
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, types.getObject().byId("person").orElseThrow()))
                .orderBy(PERSON.NAME_KEY, PERSON.ID)
                .limit(OFFERED)
                .fetch(row -> new Someone(row.value1(), row.value2(), Objects.requireNonNullElse(row.value3(), "")));
    }

    @Transactional
    public String make(UUID survey, String person, Actor me) {
        try {
            return asking.getObject().link(survey, UUID.fromString(person), me);
        } catch (IllegalArgumentException _) {
            throw new BadInput("person", "survey.fault.person");
        }
    }

    /** Text key of why nothing leaves; null when nothing is known to be wrong. */
    @Transactional(readOnly = true)
    public @Nullable String trouble(UUID survey) {
        return sql.select(SURVEY.TROUBLE)
                .from(SURVEY)
                .where(SURVEY.ID.eq(survey))
                .fetchOne(SURVEY.TROUBLE);
    }
}
