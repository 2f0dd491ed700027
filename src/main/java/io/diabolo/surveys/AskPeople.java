package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.SURVEY;

import io.diabolo.jooq.tables.records.SurveyRecord;
import io.diabolo.platform.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks those whose turn it is. Who objected is never asked, nobody twice within the quiet period whatever survey it was, and
 * of the rest a sample: it depends on the person and the round, so that looking again chooses the same people.
 */
@Component
class AskPeople {
    private static final int AT_ONCE = 200;
    /** Who was away when a customer went live isn't asked months later. */
    private static final int LATE = 14;

    private static final String WHO = """
            select p.id, p.company_id, p.email, p.language, {0} as occasion
            from {1}
            where p.email is not null and p.consent <> 'opted_out' and p.deleted_at is null
              and (cast({2} as text) is null or c.segment = {2})
              and (hashtextextended(p.id::text || {0}, 0) & 1073741823) % 100 < {3}
              and not exists (select from survey_ask a
                              where a.survey_id = {4} and a.occasion = {0} and a.person_id = p.id and a.channel = 'mail')
              and not exists (select from survey_ask a
                              where a.address = p.email and a.asked_at > {5} and a.refusal is null)
            order by p.id limit {6}
            """;
    private static final String CUSTOMERS = """
            person p join company c on c.id = p.company_id and c.deleted_at is null
              and exists (select from contract k
                          where k.company_id = c.id and k.state = 'running' and k.deleted_at is null)
            """;
    private static final String WENT_LIVE = """
            onboarding o join company c on c.id = o.company_id and o.state = 'live' and o.deleted_at is null
              and o.live_on between {0} and {1}
            join person p on p.company_id = c.id
            """;
    private final DSLContext sql;
    private final Asking asking;
    private final Workspaces workspaces;

    AskPeople(DSLContext sql, Asking asking, Workspaces workspaces) {
        this.sql = sql;
        this.asking = asking;
        this.workspaces = workspaces;
    }

    /** In the present workspace; what is left is done the next time. @return how many mails leave */
    @Transactional
    public int here(Instant now) {
        var today = LocalDate.ofInstant(now, workspaces.settings().zone());
        var due = sql.selectFrom(SURVEY)
                .where(SURVEY.STATE.eq("running"))
                .and(SURVEY.DELETED_AT.isNull())
                .and(SURVEY.OCCASION
                        .eq("go_live")
                        .or(SURVEY.OCCASION.eq("schedule").and(SURVEY.STARTS_ON.le(today))))
                .orderBy(SURVEY.ID)
                .forUpdate()
                .skipLocked()
                .fetch();
        var sent = 0;
        for (var survey : due) {
            sent += ask(survey, today, now);
        }
        return sent;
    }

    private int ask(SurveyRecord survey, LocalDate today, Instant now) {
        var people = people(survey, today, now);
        var asked = new HashSet<String>();
        String trouble = null;
        var sent = 0;
        for (var one : people) {
            // Two records of one human are one.
            if (!asked.add(one.email())) {
                continue;
            }
            var refusal = asking.mail(survey, one, now);
            if (refusal == null) {
                sent++;
            } else if (isOurs(refusal)) {
                trouble = refusal;
                break;
            }
        }
        told(survey, trouble);
        if (trouble == null && survey.getOccasion().equals("schedule") && people.size() < AT_ONCE) {
            over(survey, today);
        }
        return sent;
    }

    /** What is wrong here and not with whom is asked: it would be so for all. */
    private static boolean isOurs(String refusal) {
        return refusal.equals(Asking.NO_MAILBOX) || refusal.equals("survey.refused.address");
    }

    private List<Asking.Asked> people(SurveyRecord survey, LocalDate today, Instant now) {
        var live = survey.getOccasion().equals("go_live");
        var on = today.minusDays(survey.getAfterDays());
        var quiet = OffsetDateTime.ofInstant(now, ZoneOffset.UTC).minusDays(survey.getQuietDays());
        return sql.resultQuery(
                        WHO,
                        live ? DSL.sql("o.id::text") : DSL.val(String.valueOf(survey.getStartsOn())),
                        live ? DSL.sql(WENT_LIVE, DSL.val(on.minusDays(LATE)), DSL.val(on)) : DSL.sql(CUSTOMERS),
                        DSL.val(survey.getSegment()),
                        DSL.val(survey.getSamplePercent()),
                        DSL.val(survey.getId()),
                        DSL.val(quiet),
                        DSL.inline(AT_ONCE))
                .fetch(row -> new Asking.Asked(
                        row.get(0, UUID.class),
                        row.get(1, UUID.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, String.class)));
    }

    private void told(SurveyRecord survey, @Nullable String trouble) {
        sql.update(SURVEY)
                .set(SURVEY.TROUBLE, trouble)
                .where(SURVEY.ID.eq(survey.getId()))
                .and(SURVEY.TROUBLE.isDistinctFrom(trouble))
                .execute();
    }

    /** All of this round were asked. Rounds that fell into a time in which nothing was sent aren't made up for. */
    private void over(SurveyRecord survey, LocalDate today) {
        var every = survey.getEveryMonths();
        var next = sql.update(SURVEY).set(SURVEY.VERSION, SURVEY.VERSION.plus(1));
        (every == null
                        ? next.set(SURVEY.STATE, "ended")
                        : next.set(SURVEY.STARTS_ON, following(survey.getStartsOn(), every, today)))
                .where(SURVEY.ID.eq(survey.getId()))
                .execute();
    }

    private static LocalDate following(LocalDate start, int every, LocalDate today) {
        var months = (long) every;
        while (!start.plusMonths(months).isAfter(today)) {
            months += every;
        }
        return start.plusMonths(months);
    }
}
