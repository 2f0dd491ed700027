package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;
import static io.diabolo.jooq.Tables.POSITION;

import io.diabolo.directory.EmailAddress;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What holds of every candidate, however they are written; and that who is hired fills the position. */
@Component
class CandidateRules {
    /** Room for what somebody writes who applies again and again. */
    static final int LONGEST = 30_000;

    private final DSLContext sql;
    private final Members members;
    /** Later: types know their rules, and records know all types. */
    private final ObjectProvider<Records> records;

    private final ObjectProvider<RecordTypes> types;
    private final Workspaces workspaces;
    private final Clock clock;

    CandidateRules(
            DSLContext sql,
            Members members,
            ObjectProvider<Records> records,
            ObjectProvider<RecordTypes> types,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.members = members;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    void prepare(Draft draft, Actor me) {
        HiringRights.hire(me);
        if (draft.text("name") == null) {
            draft.fault("name", "hiring.fault.name");
        }
        var today = LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        usual(draft, "stage", "applied");
        usual(draft, "applied_on", today);
        if (draft.isNew() && !draft.gives("owner")) {
            draft.set("owner", recruiter(draft, me));
        }
        contact(draft, today);
        if (draft.gives("email") && draft.text("email") != null) {
            var address = EmailAddress.of(Objects.requireNonNull(draft.text("email")));
            if (address.isEmpty()) {
                draft.fault("email", "directory.fault.email");
            } else {
                draft.set("email", address.get().text());
            }
        }
        var message = draft.text("message");
        if (message != null && message.length() > LONGEST) {
            draft.fault("message", "problem.field.too-long", LONGEST);
        }
        var before = stage(draft.id());
        if ("hired".equals(draft.text("stage")) && !"hired".equals(before)) {
            hire(draft);
        }
    }

    private static void usual(Draft draft, String field, Object value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }

    /** Each step is a contact, and from the last one the time is counted; it can't lie ahead, or nobody would ever fall due. */
    private void contact(Draft draft, LocalDate today) {
        var moved = !draft.isNew() && draft.gives("stage") && !Objects.equals(stage(draft.id()), draft.text("stage"));
        if (draft.value("contact_on") == null || moved && !draft.gives("contact_on")) {
            draft.set(
                    "contact_on", draft.isNew() ? Objects.requireNonNullElse(draft.value("applied_on"), today) : today);
        }
        for (var field : new String[] {"contact_on", "applied_on"}) {
            if (draft.value(field) instanceof LocalDate day && day.isAfter(today)) {
                draft.fault(field, "hiring.fault.ahead");
            }
        }
    }

    private @Nullable String stage(@Nullable UUID id) {
        return id == null
                ? null
                : sql.select(CANDIDATE.STAGE)
                        .from(CANDIDATE)
                        .where(CANDIDATE.ID.eq(id))
                        .fetchOne(CANDIDATE.STAGE);
    }

    /** Whoever wrote the job description looks after those who answer it. */
    private @Nullable UUID recruiter(Draft draft, Actor me) {
        var owner = draft.value("job_description") instanceof UUID job
                ? sql.select(JOB_DESCRIPTION.OWNER_ID)
                        .from(JOB_DESCRIPTION)
                        .where(JOB_DESCRIPTION.ID.eq(job))
                        .fetchOne(JOB_DESCRIPTION.OWNER_ID)
                : null;
        return owner == null ? me.member().value() : owner;
    }

    /**
     * They become a member, who is invited later under the address that they will have here; and there is a seat for them. Two
     * who are hired in the same moment wait for each other, for the seat is one.
     */
    private void hire(Draft draft) {
        var job = draft.value("job_description");
        var position = job instanceof UUID id
                ? sql.select(POSITION.STATE, POSITION.MEMBER_ID)
                        .from(JOB_DESCRIPTION)
                        .join(POSITION)
                        .on(POSITION.WORKSPACE_ID.eq(JOB_DESCRIPTION.WORKSPACE_ID))
                        .and(POSITION.ID.eq(JOB_DESCRIPTION.POSITION_ID))
                        .where(JOB_DESCRIPTION.ID.eq(id))
                        .forUpdate()
                        .of(POSITION)
                        .fetchOne()
                : null;
        if (position == null) {
            draft.fault("stage", "hiring.fault.job");
            return;
        }
        if (position.value2() != null && !position.value2().equals(draft.value("member"))) {
            draft.fault("stage", "hiring.fault.taken");
            return;
        }
        if (draft.value("member") == null && !draft.hasFaults()) {
            var name = Objects.requireNonNull(draft.text("name"));
            draft.set(
                    "member", members.placeholder(name, null, draft.changeSet()).value());
        }
    }

    /** In the same change set, so that taking the step back opens the position again. */
    void written(Written written, Actor me) {
        HiringRights.hire(me);
        if (written.one() == null || !written.changed().contains("stage")) {
            return;
        }
        var row = sql.select(CANDIDATE.STAGE, CANDIDATE.MEMBER_ID, JOB_DESCRIPTION.ID, JOB_DESCRIPTION.POSITION_ID)
                .from(CANDIDATE)
                .join(JOB_DESCRIPTION)
                .on(JOB_DESCRIPTION.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(JOB_DESCRIPTION.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                .where(CANDIDATE.ID.eq(written.id()))
                .fetchOne();
        if (row == null || !row.value1().equals("hired") || row.value2() == null) {
            return;
        }
        var all = types.getObject();
        records.getObject()
                .updateAlong(
                        all.byId("position").orElseThrow(),
                        row.value4(),
                        Map.of("member", row.value2().toString()),
                        written.changeSet(),
                        me);
        records.getObject()
                .updateAlong(
                        all.byId("job_description").orElseThrow(),
                        row.value3(),
                        Map.of("state", "closed"),
                        written.changeSet(),
                        me);
    }
}
