package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_ASK;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.SurveyRecord;
import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.support.RatingSource;
import io.diabolo.support.SupportAddress;
import io.diabolo.support.SupportLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks one person: by a mail of the survey's owner, or by a link that a member passes on. */
@Service
class Asking {
    private static final Duration GOOD_FOR = Duration.ofDays(60);
    static final String NO_MAILBOX = "mail.refused.no-mailbox";
    private final DSLContext sql;
    private final Outbox outbox;
    private final Members members;
    private final SupportAddress address;
    private final List<RatingSource> sources;
    private final Face face;

    /** The faces of other modules by which a link is made for a person. */
    @org.springframework.stereotype.Component
    record Face(Records records, RecordTypes types, Workspaces workspaces, Texts texts, Clock clock) {}

    Asking(
            DSLContext sql,
            Outbox outbox,
            Members members,
            SupportAddress address,
            List<RatingSource> sources,
            Face face) {
        this.sql = sql;
        this.outbox = outbox;
        this.members = members;
        this.address = address;
        this.sources = sources;
        this.face = face;
    }

    /** @param occasion the day of the round, or which onboarding went live */
    record Asked(
            UUID person,
            @Nullable UUID company,
            String email,
            @Nullable String language,
            String occasion) {}

    /** @return text key of why the mail couldn't be written; null when it leaves */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable String mail(SurveyRecord survey, Asked asked, Instant now) {
        var since = now.minus(Duration.ofDays(survey.getQuietDays()));
        if (sources.stream().anyMatch(one -> one.hasAsked(asked.email(), since))) {
            return "survey.refused.quiet";
        }
        var owner = survey.getOwnerId();
        var site = address.mailed();
        if (site == null || owner == null) {
            return site == null ? "survey.refused.address" : NO_MAILBOX;
        }
        var me = members.orderedBy(members.present(new MemberId(owner))).through(Origin.RULE);
        var link = SupportLink.secret(me.workspace());
        var locale = locale(asked.language());
        var texts = face.texts();
        var house = face.workspaces().settings().name();
        var letter = new Letter(
                me.member(),
                asked.person(),
                asked.email(),
                texts.text(locale, "survey.mail.subject", house),
                texts.text(
                        locale,
                        "survey.mail.body",
                        Objects.requireNonNullElseGet(
                                survey.getQuestion(), () -> texts.text(locale, "survey.ask." + survey.getKind())),
                        site + "/ratings/" + link.text(),
                        me.name()),
                MailPurpose.SERVICE,
                "survey",
                survey.getId(),
                face.clock().instant(),
                null,
                List.of());
        var refusal = switch (outbox.put(letter)) {
            case Sending.Queued(var mail) -> {
                keep(survey.getId(), asked, "mail", link.hash(), mail, null);
                yield null;
            }
            case Sending.Refused(var why) -> why;
        };
        // Not asked again and again in this round; without a mailbox nobody was, and all are later.
        if (refusal != null && !refusal.equals(NO_MAILBOX)) {
            keep(survey.getId(), asked, "mail", null, null, refusal);
        }
        return refusal;
    }

    private Locale locale(@Nullable String language) {
        return language == null || language.isBlank()
                ? face.workspaces().settings().locale()
                : Locale.forLanguageTag(language.startsWith("fr") ? "fr" : "en");
    }

    private void keep(
            UUID survey,
            Asked asked,
            String channel,
            byte @Nullable [] hash,
            @Nullable UUID mail,
            @Nullable String refusal) {
        sql.insertInto(SURVEY_ASK)
                .set(SURVEY_ASK.SURVEY_ID, survey)
                .set(SURVEY_ASK.PERSON_ID, asked.person())
                .set(SURVEY_ASK.COMPANY_ID, asked.company())
                .set(SURVEY_ASK.ADDRESS, asked.email())
                .set(SURVEY_ASK.CHANNEL, channel)
                .set(SURVEY_ASK.OCCASION, asked.occasion())
                .set(SURVEY_ASK.MAIL_ID, mail)
                .set(SURVEY_ASK.REFUSAL, refusal)
                .set(SURVEY_ASK.HASH, hash)
                .set(SURVEY_ASK.ASKED_AT, now())
                .set(SURVEY_ASK.EXPIRES_AT, now().plus(GOOD_FOR))
                .execute();
    }

    private OffsetDateTime now() {
        return face.clock().instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * A person's own link, to pass on in a call, a chat or a letter.
     *
     * @return the whole address; it is shown once, only its hash is kept
     */
    @Transactional
    public String link(UUID survey, UUID person, Actor me) {
        SurveyRights.ask(me);
        face.records().get(face.types().byId("survey").orElseThrow(), survey, me);
        face.records().get(face.types().byId("person").orElseThrow(), person, me);
        var state = sql.select(SURVEY.STATE)
                .from(SURVEY)
                .where(SURVEY.ID.eq(survey))
                .fetchSingle(SURVEY.STATE);
        if (!"running".equals(state)) {
            throw new BadInput("person", "survey.fault.running");
        }
        var who = sql.selectFrom(PERSON).where(PERSON.ID.eq(person)).fetchSingle();
        if (who.getConsent().equals("opted_out")) {
            throw new BadInput("person", "survey.fault.opted-out");
        }
        var email = Objects.requireNonNullElse(who.getEmail(), "");
        int quiet = sql.select(SURVEY.QUIET_DAYS)
                .from(SURVEY)
                .where(SURVEY.ID.eq(survey))
                .fetchSingle()
                .value1();
        var since = face.clock().instant().minus(Duration.ofDays(quiet));
        if (isAsked(person, since.atOffset(ZoneOffset.UTC))
                || (!email.isEmpty() && sources.stream().anyMatch(one -> one.hasAsked(email, since)))) {
            throw new BadInput("person", "survey.fault.quiet", quiet);
        }
        var link = SupportLink.secret(me.workspace());
        keep(
                survey,
                new Asked(person, who.getCompanyId(), email, who.getLanguage(), "link"),
                "link",
                link.hash(),
                null,
                null);
        return address.shown() + "/ratings/" + link.text();
    }

    /** Reads the index survey_ask_person. */
    private boolean isAsked(UUID person, OffsetDateTime since) {
        return sql.fetchExists(
                SURVEY_ASK,
                SURVEY_ASK
                        .PERSON_ID
                        .eq(person)
                        .and(SURVEY_ASK.ASKED_AT.gt(since))
                        .and(SURVEY_ASK.REFUSAL.isNull()));
    }
}
