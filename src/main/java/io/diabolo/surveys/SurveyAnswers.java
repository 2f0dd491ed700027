package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_ASK;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.SurveyAskRecord;
import io.diabolo.jooq.tables.records.SurveyRecord;
import io.diabolo.jooq.tables.records.SurveyResponseRecord;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import io.diabolo.support.Rating;
import io.diabolo.support.RatingSource;
import io.diabolo.support.SupportLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers answer to a survey by their own link. Within a day they may think again: the last word counts. */
@Service
class SurveyAnswers implements RatingSource {
    static final Duration CHANGEABLE = Duration.ofHours(24);
    private final DSLContext sql;
    private final Records records;
    private final ResponseType type;
    private final ChangeSets changeSets;
    private final Members members;
    private final Texts texts;
    private final Clock clock;

    SurveyAnswers(
            DSLContext sql,
            Records records,
            ResponseType type,
            ChangeSets changeSets,
            Members members,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.changeSets = changeSets;
        this.members = members;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable Rating asked(SupportLink link, Locale locale) {
        var ask = find(link, false);
        if (ask == null) {
            return null;
        }
        var survey = survey(ask.getSurveyId());
        var kind = SurveyKind.of(survey.getKind());
        var response = response(ask.getId());
        var key = "survey.ask." + kind.id();
        return new Rating(
                texts.text(locale, "survey.ask.title"),
                texts.text(locale, "survey.ask.about"),
                Objects.requireNonNullElseGet(survey.getQuestion(), () -> texts.text(locale, key)),
                IntStream.rangeClosed(kind.least(), kind.most())
                        .mapToObj(one -> new Rating.Score(one, label(kind, one, locale)))
                        .toList(),
                response == null ? null : response.getScore(),
                response == null ? "" : Objects.requireNonNullElse(response.getComment(), ""),
                response == null || isOpen(response));
    }

    /** Both ends say what they mean, so that nobody takes the scale the wrong way round. */
    private String label(SurveyKind kind, int score, Locale locale) {
        return score == kind.least()
                ? texts.text(locale, "survey.least." + kind.id(), score)
                : score == kind.most() ? texts.text(locale, "survey.most." + kind.id(), score) : String.valueOf(score);
    }

    private boolean isOpen(SurveyResponseRecord response) {
        return response.getDeletedAt() == null
                && clock.instant().isBefore(response.getAnsweredAt().toInstant().plus(CHANGEABLE));
    }

    /** Reads the index survey_ask_link. */
    private @Nullable SurveyAskRecord find(SupportLink link, boolean locked) {
        var query = sql.selectFrom(SURVEY_ASK)
                .where(SURVEY_ASK.HASH.eq(link.hash()))
                .and(SURVEY_ASK.EXPIRES_AT.gt(clock.instant().atOffset(ZoneOffset.UTC)));
        return locked ? query.forUpdate().fetchOne() : query.fetchOne();
    }

    private SurveyRecord survey(UUID id) {
        return sql.selectFrom(SURVEY).where(SURVEY.ID.eq(id)).fetchSingle();
    }

    private @Nullable SurveyResponseRecord response(UUID ask) {
        return sql.selectFrom(SURVEY_RESPONSE)
                .where(SURVEY_RESPONSE.ASK_ID.eq(ask))
                .fetchOne();
    }

    /** Two clicks at once wait for each other: the question is locked. */
    @Override
    @Transactional
    public void answer(SupportLink link, int score, String comment) {
        var ask = find(link, true);
        if (ask == null) {
            throw new NoSuchRecord("rating", "unknown");
        }
        var present = response(ask.getId());
        var me = members.firstAdministrator(link.workspace()).through(Origin.RULE);
        var input = new HashMap<String, @Nullable Object>();
        input.put("score", score);
        input.put("comment", comment.isEmpty() ? null : comment);
        if (present != null) {
            if (isOpen(present)) {
                var changeSet = changeSets.open(me, "survey_response.updated", present.getName());
                records.updateAlong(type, present.getId(), input, changeSet, me);
            }
            return;
        }
        var survey = survey(ask.getSurveyId());
        input.put("survey", survey.getId().toString());
        input.put("person", text(ask.getPersonId()));
        input.put("company", text(ask.getCompanyId()));
        var changeSet = changeSets.open(me, "survey_response.created", survey.getName());
        var id = records.createAlong(type, input, changeSet, me);
        sql.update(SURVEY_RESPONSE)
                .set(SURVEY_RESPONSE.ASK_ID, ask.getId())
                .where(SURVEY_RESPONSE.ID.eq(id))
                .execute();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /** Reads the index survey_ask_address. */
    @Override
    @Transactional(readOnly = true)
    public boolean hasAsked(String address, Instant since) {
        return sql.fetchExists(
                SURVEY_ASK,
                SURVEY_ASK.ADDRESS.eq(address),
                SURVEY_ASK.REFUSAL.isNull(),
                SURVEY_ASK.ASKED_AT.gt(since.atOffset(ZoneOffset.UTC)));
    }
}
