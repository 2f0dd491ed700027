package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;

import io.diabolo.jooq.tables.records.SurveyResponseRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever is unhappy hears from us: a task of today for who looks after them, which stands in that member's queue. */
@Component
class FollowUps {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    FollowUps(DSLContext sql, Records records, RecordTypes types, Workspaces workspaces, Texts texts, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    /** None where nobody is known of whom it could be. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(SurveyResponseRecord response, UUID changeSet, Actor me) {
        if (response.getPersonId() == null && response.getCompanyId() == null) {
            return;
        }
        var settings = workspaces.settings();
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", "task");
        input.put("subject", texts.text(settings.locale(), "response.task", response.getName()));
        input.put("body", Objects.requireNonNullElse(response.getComment(), ""));
        input.put("person", text(response.getPersonId()));
        input.put("company", text(response.getCompanyId()));
        input.put(
                "due_on", LocalDate.ofInstant(clock.instant(), settings.zone()).toString());
        var owner = response.getOwnerId();
        input.put("owner", owner == null ? me.member().value().toString() : owner.toString());
        var task = records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, me);
        sql.update(SURVEY_RESPONSE)
                .set(SURVEY_RESPONSE.TASK_ID, task)
                .where(SURVEY_RESPONSE.ID.eq(response.getId()))
                .execute();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
