package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FieldKind.URL;
import static io.diabolo.records.FormPart.REACH;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Candidates as lists, API and files see them. Only who hires sees them, and who interviews one sees that one. */
@Component
@Order(90)
class CandidateType implements RecordType {
    static final List<String> STAGES = List.of("applied", "interview", "offer", "hired", "refused");
    private static final io.diabolo.jooq.tables.JobDescription FOR = JOB_DESCRIPTION.as("for_job");
    private static final io.diabolo.jooq.tables.Member BECAME = MEMBER.as("became");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final CandidateRules rules;

    CandidateType(CandidateRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, CANDIDATE.NAME)
                    .sortedBy(CANDIDATE.NAME_KEY)
                    .without(Use.BULK),
            RecordField.reference("job_description", "job_description", CANDIDATE.JOB_DESCRIPTION_ID, FOR.NAME)
                    .without(Use.BULK),
            RecordField.choice("stage", CANDIDATE.STAGE, STAGES).without(Use.BULK),
            RecordField.of("email", TEXT, CANDIDATE.EMAIL).under(REACH).without(Use.BULK),
            RecordField.of("phone", TEXT, CANDIDATE.PHONE).under(REACH).without(Use.BULK),
            RecordField.of("profile", URL, CANDIDATE.PROFILE).under(REACH).without(Use.BULK),
            RecordField.of("source", TEXT, CANDIDATE.SOURCE),
            RecordField.of("message", LONG_TEXT, CANDIDATE.MESSAGE).without(Use.BULK, Use.SORT),
            RecordField.of("reason", TEXT, CANDIDATE.REASON).without(Use.BULK),
            RecordField.of("pool", BOOLEAN, CANDIDATE.POOL).without(Use.BULK),
            RecordField.of("applied_on", DATE, CANDIDATE.APPLIED_ON).without(Use.BULK),
            RecordField.of("contact_on", DATE, CANDIDATE.CONTACT_ON).without(Use.BULK),
            RecordField.member("member", CANDIDATE.MEMBER_ID, BECAME.NAME)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.member("owner", CANDIDATE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, CANDIDATE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, CANDIDATE.CREATED_AT));

    @Override
    public String id() {
        return "candidate";
    }

    @Override
    public String plural() {
        return "candidates";
    }

    @Override
    public Table<?> table() {
        return CANDIDATE;
    }

    @Override
    public Table<?> from() {
        return CANDIDATE
                .leftJoin(FOR)
                .on(FOR.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(FOR.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                .leftJoin(BECAME)
                .on(BECAME.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(BECAME.ID.eq(CANDIDATE.MEMBER_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(OWNER.ID.eq(CANDIDATE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "job_description", "stage", "applied_on", "contact_on", "source", "owner");
    }

    @Override
    public String board() {
        return "/candidates/board";
    }

    /** None: whoever hires sees all of them, whosever they are. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public Condition seenBy(Actor me) {
        return HiringRights.hires(me)
                ? DSL.noCondition()
                : DSL.exists(DSL.selectOne()
                        .from(INTERVIEW)
                        .where(INTERVIEW.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                        .and(INTERVIEW.CANDIDATE_ID.eq(CANDIDATE.ID))
                        .and(INTERVIEW.OWNER_ID.eq(me.member().value()))
                        .and(INTERVIEW.DELETED_AT.isNull()));
    }

    /** Nobody comes upon them by typing who doesn't hire; who interviews one goes to them from the interview. */
    @Override
    public boolean isFoundBy(Actor me) {
        return HiringRights.hires(me);
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        CANDIDATE.ID,
                        val(null, UUID.class),
                        CANDIDATE.NAME,
                        coalesce(FOR.NAME, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", CANDIDATE.NAME, CANDIDATE.EMAIL, CANDIDATE.PHONE, CANDIDATE.EXTERNAL_ID)))
                .from(CANDIDATE)
                .leftJoin(FOR)
                .on(FOR.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(FOR.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                .where(CANDIDATE.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }

    @Override
    public void written(Written written, Actor me) {
        rules.written(written, me);
    }
}
