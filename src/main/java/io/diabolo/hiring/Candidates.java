package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Candidates on their way, and the talks with them. They are written as records of the type {@code candidate}. */
@Service
class Candidates {
    /** More in one stage than a board can show. */
    private static final int SHOWN = 100;

    private final DSLContext sql;
    private final Records records;
    private final CandidateType type;
    private final InterviewType interviews;

    Candidates(DSLContext sql, Records records, CandidateType type, InterviewType interviews) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.interviews = interviews;
    }

    record Card(UUID id, String name, String stage, String job, LocalDate appliedOn) {}

    record Talk(
            UUID id,
            UUID candidate,
            String candidateName,
            String interviewer,
            @Nullable LocalDate heldOn,
            String verdict) {}

    /**
     * By stage, those that wait longest first; a hundred a stage. Reads the index candidate_pipeline.
     *
     * @param job of one job description; null: all
     */
    @Transactional(readOnly = true)
    public Map<String, List<Card>> pipeline(@Nullable UUID job, Actor me) {
        var all = new LinkedHashMap<String, List<Card>>();
        for (var stage : CandidateType.STAGES) {
            all.put(
                    stage,
                    sql.select(
                                    CANDIDATE.ID,
                                    CANDIDATE.NAME,
                                    CANDIDATE.STAGE,
                                    JOB_DESCRIPTION.NAME,
                                    CANDIDATE.APPLIED_ON)
                            .from(CANDIDATE)
                            .leftJoin(JOB_DESCRIPTION)
                            .on(JOB_DESCRIPTION.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                            .and(JOB_DESCRIPTION.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                            .where(CANDIDATE.STAGE.eq(stage))
                            .and(CANDIDATE.DELETED_AT.isNull())
                            .and(job == null ? noCondition() : CANDIDATE.JOB_DESCRIPTION_ID.eq(job))
                            .and(Visible.to(me, type))
                            .orderBy(CANDIDATE.CONTACT_ON, CANDIDATE.ID)
                            .limit(SHOWN)
                            .fetch(row -> new Card(
                                    row.value1(),
                                    row.value2(),
                                    row.value3(),
                                    Objects.requireNonNullElse(row.value4(), ""),
                                    row.value5())));
        }
        return all;
    }

    /** How many each stage has. */
    @Transactional(readOnly = true)
    public Map<String, Integer> counts(@Nullable UUID job, Actor me) {
        return sql.select(CANDIDATE.STAGE, DSL.count())
                .from(CANDIDATE)
                .where(CANDIDATE.DELETED_AT.isNull())
                .and(job == null ? noCondition() : CANDIDATE.JOB_DESCRIPTION_ID.eq(job))
                .and(Visible.to(me, type))
                .groupBy(CANDIDATE.STAGE)
                .fetchMap(CANDIDATE.STAGE, row -> row.value2());
    }

    /** @return the change set; null when they are there already */
    @Transactional
    public @Nullable UUID move(UUID id, String stage, @Nullable String reason, Actor me) {
        if (!CandidateType.STAGES.contains(stage)) {
            throw new BadInput("stage", "problem.field.choice");
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put("stage", stage);
        if (reason != null && !reason.isBlank()) {
            input.put("reason", reason);
        }
        return records.update(type, id, input, null, me).changeSet();
    }

    /** One interviewer is to talk with them; who is at "applied" goes on to "interview". */
    @Transactional
    public UUID interview(UUID candidate, @Nullable String interviewer, @Nullable String on, Actor me) {
        HiringRights.hire(me);
        var row = records.get(type, candidate, me);
        var input = new HashMap<String, @Nullable Object>();
        input.put("candidate", candidate.toString());
        input.put("owner", interviewer);
        input.put("held_on", on);
        var id = records.create(interviews, input, me).record().id();
        if ("applied".equals(row.value("stage"))) {
            records.update(type, candidate, Map.of("stage", "interview"), null, me);
        }
        return id;
    }

    /** The talks with one candidate that this member may see. Reads the index interview_candidate. */
    @Transactional(readOnly = true)
    public List<Talk> talks(UUID candidate, Actor me) {
        return sql.select(
                        INTERVIEW.ID,
                        INTERVIEW.CANDIDATE_ID,
                        CANDIDATE.NAME,
                        MEMBER.NAME,
                        INTERVIEW.HELD_ON,
                        INTERVIEW.VERDICT)
                .from(INTERVIEW)
                .join(CANDIDATE)
                .on(CANDIDATE.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(CANDIDATE.ID.eq(INTERVIEW.CANDIDATE_ID))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(MEMBER.ID.eq(INTERVIEW.OWNER_ID))
                .where(INTERVIEW.CANDIDATE_ID.eq(candidate))
                .and(INTERVIEW.DELETED_AT.isNull())
                .and(Visible.to(me, interviews))
                .orderBy(INTERVIEW.HELD_ON.asc().nullsLast(), INTERVIEW.ID)
                .fetch(Candidates::talk);
    }

    /** All talks about one job, to be compared; for who hires. Those who were refused stay: they say what the others are. */
    @Transactional(readOnly = true)
    public List<Talk> talksOf(UUID job, Actor me) {
        HiringRights.look(me);
        return sql.select(
                        INTERVIEW.ID,
                        INTERVIEW.CANDIDATE_ID,
                        CANDIDATE.NAME,
                        MEMBER.NAME,
                        INTERVIEW.HELD_ON,
                        INTERVIEW.VERDICT)
                .from(CANDIDATE)
                .join(INTERVIEW)
                .on(INTERVIEW.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(INTERVIEW.CANDIDATE_ID.eq(CANDIDATE.ID))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(MEMBER.ID.eq(INTERVIEW.OWNER_ID))
                .where(CANDIDATE.JOB_DESCRIPTION_ID.eq(job))
                .and(CANDIDATE.DELETED_AT.isNull())
                .and(INTERVIEW.DELETED_AT.isNull())
                .orderBy(
                        CANDIDATE.NAME_KEY,
                        CANDIDATE.ID,
                        INTERVIEW.HELD_ON.asc().nullsLast(),
                        INTERVIEW.ID)
                .limit(SHOWN)
                .fetch(Candidates::talk);
    }

    private static Talk talk(Record row) {
        return new Talk(
                row.get(INTERVIEW.ID),
                row.get(INTERVIEW.CANDIDATE_ID),
                row.get(CANDIDATE.NAME),
                row.get(MEMBER.NAME),
                row.get(INTERVIEW.HELD_ON),
                Objects.requireNonNullElse(row.get(INTERVIEW.VERDICT), ""));
    }

    /** @throws NoSuchRecord also if {@code me} can't see them */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public String name(UUID id, Actor me) {
        return Objects.toString(records.get(type, id, me).value("name"), "");
    }
}
