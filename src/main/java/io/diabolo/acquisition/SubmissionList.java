package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.SUBMISSION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import io.diabolo.records.Visible;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What came in, as it came. Who sees a lead sees what made it; what is held is for those who look after forms. */
@Component
class SubmissionList {
    private final DSLContext sql;
    private final Questions questions;

    SubmissionList(DSLContext sql, Questions questions) {
        this.sql = sql;
        this.questions = questions;
    }

    record Row(
            UUID id,
            UUID form,
            String formName,
            String state,
            @Nullable String why,
            Instant at,
            Map<String, String> received,
            Map<String, String> utm,
            @Nullable String page,
            boolean consented,
            @Nullable Integer consentVersion,
            @Nullable String campaign,
            @Nullable UUID lead,
            @Nullable String leadName,
            @Nullable Instant confirmedAt,
            @Nullable Instant downloadedAt) {}

    record Cursor(Instant at, UUID id) {}

    /** The newest first. Reads submission_of_form, or submission_by_state where a state is asked for. */
    @Transactional(readOnly = true)
    List<Row> of(UUID form, @Nullable String state, @Nullable Cursor after, int limit, Actor me) {
        return rows(
                SUBMISSION.FORM_ID.eq(form).and(state == null ? noCondition() : SUBMISSION.STATE.eq(state)),
                after,
                limit,
                me);
    }

    /** Those that made a lead or joined it. */
    @Transactional(readOnly = true)
    List<Row> ofLead(UUID lead, Actor me) {
        return rows(SUBMISSION.LEAD_ID.eq(lead), null, 20, me);
    }

    private List<Row> rows(Condition which, @Nullable Cursor after, int limit, Actor me) {
        return sql.select(SUBMISSION.asterisk(), FORM.NAME, CAMPAIGN.NAME, LEAD.NAME)
                .from(SUBMISSION)
                .join(FORM)
                .on(FORM.WORKSPACE_ID.eq(SUBMISSION.WORKSPACE_ID))
                .and(FORM.ID.eq(SUBMISSION.FORM_ID))
                .leftJoin(CAMPAIGN)
                .on(CAMPAIGN.WORKSPACE_ID.eq(SUBMISSION.WORKSPACE_ID))
                .and(CAMPAIGN.ID.eq(SUBMISSION.CAMPAIGN_ID))
                .leftJoin(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(SUBMISSION.WORKSPACE_ID))
                .and(LEAD.ID.eq(SUBMISSION.LEAD_ID))
                .and(LEAD.DELETED_AT.isNull())
                .where(which)
                .and(seenBy(me))
                .and(
                        after == null
                                ? noCondition()
                                : row(SUBMISSION.RECEIVED_AT, SUBMISSION.ID)
                                        .lt(after.at().atOffset(ZoneOffset.UTC), after.id()))
                .orderBy(SUBMISSION.RECEIVED_AT.desc(), SUBMISSION.ID.desc())
                .limit(limit)
                .fetch(found -> new Row(
                        found.get(SUBMISSION.ID),
                        found.get(SUBMISSION.FORM_ID),
                        found.get(FORM.NAME),
                        found.get(SUBMISSION.STATE),
                        found.get(SUBMISSION.WHY),
                        found.get(SUBMISSION.RECEIVED_AT).toInstant(),
                        flat(found.get(SUBMISSION.RECEIVED)),
                        flat(found.get(SUBMISSION.UTM)),
                        found.get(SUBMISSION.PAGE),
                        found.get(SUBMISSION.CONSENTED),
                        found.get(SUBMISSION.CONSENT_VERSION),
                        found.get(CAMPAIGN.NAME),
                        found.get(LEAD.NAME) == null ? null : found.get(SUBMISSION.LEAD_ID),
                        found.get(LEAD.NAME),
                        instant(found.get(SUBMISSION.CONFIRMED_AT)),
                        instant(found.get(SUBMISSION.DOWNLOADED_AT))));
    }

    private static Condition seenBy(Actor me) {
        var seen = me.visibility() instanceof Visibility.All ? trueCondition() : Visible.to(me, List.of(LEAD.OWNER_ID));
        return Marketers.are(me)
                ? seen.or(LEAD.ID.isNull())
                : LEAD.ID.isNotNull().and(seen);
    }

    /** How many wait to be looked at. Reads submission_by_state. */
    @Transactional(readOnly = true)
    long held(UUID form) {
        return sql.fetchCount(SUBMISSION, SUBMISSION.FORM_ID.eq(form), SUBMISSION.STATE.eq("held"));
    }

    private Map<String, String> flat(org.jooq.JSONB kept) {
        return new LinkedHashMap<>(questions.read(kept, Answers.Flat.class));
    }

    private static @Nullable Instant instant(java.time.@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
