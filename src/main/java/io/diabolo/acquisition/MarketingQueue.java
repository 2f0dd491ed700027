package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.EXPERIMENT;
import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.SUBMISSION;
import static io.diabolo.jooq.Tables.TOUCH;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What waits for who brings people in: experiments that ended without a word on them, answers held back as spam, forms that
 * have gone silent, leads that match the target and are still theirs, campaigns whose cost nobody said.
 */
@Component
@Order(50)
class MarketingQueue implements QueueSource {
    /** A form's rhythm is that of its last three months, of so many answers at least. */
    private static final Duration RHYTHM = Duration.ofDays(90);

    private static final int ANSWERS = 6;
    /** So many times the usual pause, and a whole day at least, is a silence. */
    private static final double SILENCE = 3;

    private static final Duration WEEK = Duration.ofDays(7);
    private final DSLContext sql;
    private final Workspaces workspaces;

    MarketingQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("experiment", "submission", "campaign", "handoff");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var all = new ArrayList<QueueEntry>(ended(request));
        all.addAll(held(request));
        all.addAll(silent(request));
        if (request.desk().equals("inbound")) {
            all.addAll(matching(request));
        }
        all.addAll(withoutCost(request));
        return all;
    }

    /** Reads the index experiment_board. */
    private List<QueueEntry> ended(QueueRequest request) {
        var today = today(request);
        return sql.select(EXPERIMENT.ID, EXPERIMENT.NAME, EXPERIMENT.METRIC, EXPERIMENT.ENDS_ON)
                .from(EXPERIMENT)
                .where(EXPERIMENT.STATE.eq("running"))
                .and(EXPERIMENT.OWNER_ID.eq(request.member().value()))
                .and(EXPERIMENT.ENDS_ON.lt(today))
                .and(EXPERIMENT.DELETED_AT.isNull())
                .orderBy(EXPERIMENT.ENDS_ON, EXPERIMENT.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "experiment-ended",
                        QueueEntry.TODAY,
                        null,
                        "experiment",
                        row.value1(),
                        row.value2(),
                        row.value3() == null ? "" : row.value3(),
                        new Text("queue.experiment.ended", row.value4()),
                        null,
                        "/experiments/" + row.value1()));
    }

    /** Reads the index submission_by_state. */
    private List<QueueEntry> held(QueueRequest request) {
        return sql.select(FORM.ID, FORM.NAME, count())
                .from(SUBMISSION)
                .join(FORM)
                .on(FORM.WORKSPACE_ID.eq(SUBMISSION.WORKSPACE_ID))
                .and(FORM.ID.eq(SUBMISSION.FORM_ID))
                .and(FORM.DELETED_AT.isNull())
                .where(SUBMISSION.STATE.eq("held"))
                .and(FORM.OWNER_ID.eq(request.member().value()))
                .groupBy(FORM.ID, FORM.NAME)
                .orderBy(FORM.NAME)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "form-held",
                        QueueEntry.TODAY,
                        null,
                        "form",
                        row.value1(),
                        row.value2(),
                        "",
                        new Text("queue.form.held", row.value3()),
                        "submissions.title",
                        "/forms/" + row.value1() + "/submissions?state=held"));
    }

    /** Reads the indexes form_open_of_owner and, for each, submission_of_form. */
    private List<QueueEntry> silent(QueueRequest request) {
        var since = request.now().minus(RHYTHM).atOffset(ZoneOffset.UTC);
        var came = lateral(select(
                                count().as("answers"),
                                min(SUBMISSION.RECEIVED_AT).as("first"),
                                max(SUBMISSION.RECEIVED_AT).as("last"))
                        .from(SUBMISSION)
                        .where(SUBMISSION.FORM_ID.eq(FORM.ID))
                        .and(SUBMISSION.RECEIVED_AT.gt(since))
                        .and(SUBMISSION.RECEIVED_AT.le(request.now().atOffset(ZoneOffset.UTC)))
                        .and(SUBMISSION.STATE.ne("held")))
                .as("came");
        var answers = field(name("came", "answers"), Integer.class);
        var first = field(name("came", "first"), OffsetDateTime.class);
        var last = field(name("came", "last"), OffsetDateTime.class);
        return sql
                .select(FORM.ID, FORM.NAME, answers, first, last)
                .from(FORM)
                .crossJoin(came)
                .where(FORM.STATE.eq("open"))
                .and(FORM.OWNER_ID.eq(request.member().value()))
                .and(FORM.DELETED_AT.isNull())
                .and(answers.ge(ANSWERS))
                .orderBy(FORM.NAME, FORM.ID)
                .fetch()
                .stream()
                .map(row -> silence(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4().toInstant(),
                        row.value5().toInstant(),
                        request.now()))
                .filter(Objects::nonNull)
                .limit(request.limit())
                .toList();
    }

    /** Null where it goes on as usual. */
    private static @Nullable QueueEntry silence(
            UUID form, String name, int answers, Instant first, Instant last, Instant now) {
        var pause = Duration.between(first, last).toSeconds() / (double) (answers - 1);
        var silent = Duration.between(last, now);
        if (silent.compareTo(Duration.ofDays(1)) < 0 || silent.toSeconds() < SILENCE * pause) {
            return null;
        }
        var aWeek = Math.max(1, Math.round(WEEK.toSeconds() / Math.max(1, pause)));
        return new QueueEntry(
                "form-silent",
                QueueEntry.TODAY,
                null,
                "form",
                form,
                name,
                "",
                new Text("queue.form.silent", last, aWeek),
                null,
                "/forms/" + form);
    }

    /** MQLs (positive fit) that were never handed over. Reads the indexes lead_open_of_owner and handoff_of_subject. */
    private List<QueueEntry> matching(QueueRequest request) {
        return sql.select(LEAD.ID, LEAD.NAME, LEAD.SCORE, LEAD.CREATED_AT, COMPANY.NAME)
                .from(LEAD)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(COMPANY.ID.eq(LEAD.COMPANY_ID))
                .where(LEAD.OWNER_ID.eq(request.member().value()))
                .and(LEAD.STATUS.in("new", "working"))
                .and(LEAD.STAGE.in("market", "lead"))
                .and(LEAD.CHANNEL.eq("inbound"))
                .and(LEAD.FIT.gt((short) 0))
                .and(LEAD.DELETED_AT.isNull())
                .and(notExists(selectOne()
                        .from(HANDOFF)
                        .where(HANDOFF.SUBJECT_TYPE.eq("lead"))
                        .and(HANDOFF.SUBJECT_ID.eq(LEAD.ID))
                        .and(HANDOFF.STATE.in("offered", "accepted"))))
                .orderBy(LEAD.SCORE.desc().nullsLast(), LEAD.CREATED_AT, LEAD.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "lead-to-hand-over",
                        QueueEntry.TODAY,
                        null,
                        "lead",
                        row.value1(),
                        row.value2(),
                        row.value5() == null ? "" : row.value5(),
                        new Text(
                                "queue.lead.matches",
                                row.value4().toInstant(),
                                row.value3() == null ? -1 : row.value3().intValue()),
                        "lead.hand-over.inbound",
                        HandoffKind.INBOUND_LEAD.offerPath("lead", row.value1())));
    }

    /** That have begun and brought something. Reads the indexes campaign_without_cost and touch_of_campaign. */
    private List<QueueEntry> withoutCost(QueueRequest request) {
        return sql.select(CAMPAIGN.ID, CAMPAIGN.NAME, CAMPAIGN.STARTS_ON)
                .from(CAMPAIGN)
                .where(CAMPAIGN.OWNER_ID.eq(request.member().value()))
                .and(CAMPAIGN.COST_MINOR.isNull())
                .and(CAMPAIGN.DELETED_AT.isNull())
                .and(CAMPAIGN.STARTS_ON.isNull().or(CAMPAIGN.STARTS_ON.le(today(request))))
                .andExists(selectOne().from(TOUCH).where(TOUCH.CAMPAIGN_ID.eq(CAMPAIGN.ID)))
                .orderBy(CAMPAIGN.STARTS_ON.nullsLast(), CAMPAIGN.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "campaign-without-cost",
                        QueueEntry.BEST,
                        null,
                        "campaign",
                        row.value1(),
                        row.value2(),
                        "",
                        new Text("queue.campaign.cost"),
                        null,
                        "/campaigns/" + row.value1()));
    }

    private LocalDate today(QueueRequest request) {
        return LocalDate.ofInstant(request.now(), workspaces.settings().zone());
    }
}
