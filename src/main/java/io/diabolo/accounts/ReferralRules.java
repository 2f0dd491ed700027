package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.REFERRAL;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What holds when a recommendation is written: it makes a lead that knows where it came from, and somebody is to be thanked. */
@Component
class ReferralRules {
    /** As the lead names its source. */
    static final String SOURCE = "referral";

    private static final int THANK_WITHIN = 2;
    private static final List<String> OF_LEAD =
            List.of("first_name", "last_name", "employer", "title", "email", "phone");
    private final DSLContext sql;
    /** Later: the engine of records knows all types, this one among them. */
    private final ObjectProvider<Records> records;

    private final ObjectProvider<RecordTypes> types;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    ReferralRules(
            DSLContext sql,
            ObjectProvider<Records> records,
            ObjectProvider<RecordTypes> types,
            Workspaces workspaces,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    void prepare(Draft draft, Actor me) {
        AccountRights.work(me);
        Drafts.usual(draft, "named_on", today());
        if (draft.value("company") == null && draft.value("person") instanceof UUID person) {
            var company = sql.select(PERSON.COMPANY_ID)
                    .from(PERSON)
                    .where(PERSON.ID.eq(person))
                    .fetchOne(PERSON.COMPANY_ID);
            if (company != null) {
                draft.set("company", company);
            }
        }
        if (!(draft.value("company") instanceof UUID company)) {
            draft.fault("company", "referral.fault.company");
            return;
        }
        draft.setColumn(
                "name",
                sql.select(COMPANY.NAME)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(company))
                        .fetchOne(COMPANY.NAME));
        if (!draft.isNew()) {
            OF_LEAD.stream().filter(draft::gives).forEach(field -> draft.fault(field, "referral.fault.lead"));
            return;
        }
        if (draft.text("last_name") == null && draft.text("email") == null && draft.text("employer") == null) {
            draft.fault("last_name", "referral.fault.who");
        }
        if (draft.hasFaults()) {
            return;
        }
        Drafts.usual(draft, "owner", me.member().value());
        draft.setColumn("lead_id", lead(draft, me));
        if (draft.value("thanked_on") == null) {
            draft.setColumn("task_id", task(draft, company, me));
        }
    }

    /** The lead belongs to whoever the rules of routing say, unless the recommendation has another owner than its writer. */
    private UUID lead(Draft draft, Actor me) {
        var input = new HashMap<String, @Nullable Object>();
        for (var field : OF_LEAD) {
            var value = draft.text(field);
            if (value != null) {
                input.put(field.equals("employer") ? "company" : field, value);
            }
        }
        input.put("channel", "outbound");
        input.put("source", SOURCE);
        if (draft.value("owner") instanceof UUID owner
                && !owner.equals(me.member().value())) {
            input.put("owner", owner.toString());
        }
        return records.getObject().createAlong(type("lead"), input, draft.changeSet(), me);
    }

    private io.diabolo.records.RecordType type(String id) {
        return types.getObject().byId(id).orElseThrow();
    }

    private UUID task(Draft draft, UUID company, Actor me) {
        var input = new HashMap<String, @Nullable Object>();
        var locale = workspaces.settings().locale();
        var person = draft.value("person") instanceof UUID id ? id : null;
        var whom = person == null
                ? sql.select(COMPANY.NAME)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(company))
                        .fetchOne(COMPANY.NAME)
                : sql.select(PERSON.NAME)
                        .from(PERSON)
                        .where(PERSON.ID.eq(person))
                        .fetchOne(PERSON.NAME);
        input.put("kind", "task");
        input.put("subject", texts.text(locale, "referral.task", whom == null ? "" : whom));
        input.put("company", company.toString());
        if (person != null) {
            input.put("person", person.toString());
        }
        input.put("due_on", today().plusDays(THANK_WITHIN).toString());
        input.put("owner", String.valueOf(draft.value("owner")));
        return records.getObject()
                .createAlong(type("activity"), input, draft.changeSet(), AccountRights.everywhere(me));
    }

    /** Whoever was thanked needs no task any more. Deleting and taking back are checked here too. */
    void written(Written written, Actor me) {
        AccountRights.work(me);
        if (written.created() || !written.changed().contains("thanked_on")) {
            return;
        }
        var done = sql.select(ACTIVITY.ID)
                .from(REFERRAL)
                .join(ACTIVITY)
                .on(ACTIVITY.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                .and(ACTIVITY.ID.eq(REFERRAL.TASK_ID))
                .where(REFERRAL.ID.in(written.ids()))
                .and(REFERRAL.THANKED_ON.isNotNull())
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .fetch(ACTIVITY.ID);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        done.forEach(task -> records.getObject()
                .updateAlong(
                        type("activity"),
                        task,
                        Map.of("done_at", now.toString()),
                        written.changeSet(),
                        AccountRights.everywhere(me)));
    }

    /** The recommendation of which a lead was made; null for all others. */
    io.diabolo.jooq.tables.records.@Nullable ReferralRecord of(UUID lead) {
        return sql.select(REFERRAL.fields())
                .from(REFERRAL)
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                .and(LEAD.ID.eq(REFERRAL.LEAD_ID))
                .where(REFERRAL.LEAD_ID.eq(lead))
                .and(REFERRAL.DELETED_AT.isNull())
                .limit(1)
                .fetchOneInto(REFERRAL);
    }
}
