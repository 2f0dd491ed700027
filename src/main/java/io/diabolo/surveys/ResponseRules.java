package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What holds for every answer, however it came: its scale, whose customer said it, and what follows from an unhappy one. */
@Component
class ResponseRules {
    private static final Set<String> NAMING = Set.of("score", "survey");
    private final DSLContext sql;
    /** Later: tasks are records themselves, and the records know all types. */
    private final ObjectProvider<FollowUps> followUps;

    private final Clock clock;

    ResponseRules(DSLContext sql, ObjectProvider<FollowUps> followUps, Clock clock) {
        this.sql = sql;
        this.followUps = followUps;
        this.clock = clock;
    }

    void prepare(Draft draft) {
        if (draft.isNew() || draft.gives("survey") || draft.gives("score")) {
            scale(draft);
        }
        if (draft.value("answered_at") == null && (draft.isNew() || draft.gives("answered_at"))) {
            draft.set("answered_at", clock.instant());
        }
        if (draft.isNew() || draft.gives("person") || draft.gives("company")) {
            customer(draft);
        }
    }

    private void scale(Draft draft) {
        var survey = draft.value("survey") instanceof UUID id ? survey(id) : null;
        if (survey == null) {
            draft.fault("survey", "response.fault.survey");
            return;
        }
        var kind = SurveyKind.of(survey);
        if (!(draft.value("score") instanceof Number score) || !kind.offers(score.longValue())) {
            draft.fault("score", "survey.fault.between", kind.least(), kind.most());
            return;
        }
        draft.setColumn("kind", kind.id());
        draft.setColumn("name", kind.name() + " " + score + "/" + kind.most());
    }

    private @Nullable String survey(UUID id) {
        return sql.select(SURVEY.KIND).from(SURVEY).where(SURVEY.ID.eq(id)).fetchOne(SURVEY.KIND);
    }

    private void customer(Draft draft) {
        if (draft.value("company") == null && draft.value("person") instanceof UUID person) {
            var company = sql.select(PERSON.COMPANY_ID)
                    .from(PERSON)
                    .where(PERSON.ID.eq(person))
                    .fetchOne(PERSON.COMPANY_ID);
            if (company != null) {
                draft.set("company", company);
            }
        }
        if (draft.value("company") instanceof UUID company) {
            draft.setColumn(
                    "segment",
                    sql.select(COMPANY.SEGMENT)
                            .from(COMPANY)
                            .where(COMPANY.ID.eq(company))
                            .fetchOne(COMPANY.SEGMENT));
            if (draft.value("owner") == null) {
                draft.set("owner", inHand(company));
            }
        }
        if (draft.value("owner") == null && draft.value("survey") instanceof UUID survey) {
            draft.set(
                    "owner",
                    sql.select(SURVEY.OWNER_ID)
                            .from(SURVEY)
                            .where(SURVEY.ID.eq(survey))
                            .fetchOne(SURVEY.OWNER_ID));
        }
    }

    /** Who looks after a customer: the CSM of its newest running contract, else whose company it is. */
    private @Nullable UUID inHand(UUID company) {
        var csm = sql.select(CONTRACT.CSM_ID)
                .from(CONTRACT)
                .where(CONTRACT.COMPANY_ID.eq(company))
                .and(CONTRACT.STATE.eq("running"))
                .and(CONTRACT.CSM_ID.isNotNull())
                .and(CONTRACT.DELETED_AT.isNull())
                .orderBy(CONTRACT.STARTS_ON.desc())
                .limit(1)
                .fetchOne(CONTRACT.CSM_ID);
        return csm != null
                ? csm
                : sql.select(COMPANY.OWNER_ID)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(company))
                        .fetchOne(COMPANY.OWNER_ID);
    }

    /** What another tool kept is history: it gives nobody work. */
    void written(Written written, Actor me) {
        var one = written.one();
        if (one != null
                && me.origin() != Origin.IMPORT
                && (written.created() || written.changed().stream().anyMatch(NAMING::contains))) {
            var response = sql.selectFrom(SURVEY_RESPONSE)
                    .where(SURVEY_RESPONSE.ID.eq(one))
                    .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                    .fetchOne();
            if (response != null
                    && response.getTaskId() == null
                    && response.getScore()
                            <= SurveyKind.valueOf(response.getKind().toUpperCase(Locale.ROOT))
                                    .unhappy()) {
                followUps.getObject().begin(response, written.changeSet(), me);
            }
        }
    }
}
