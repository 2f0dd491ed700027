package io.diabolo.health;

import static io.diabolo.jooq.Tables.HEALTH_RISK;
import static io.diabolo.jooq.Tables.HEALTH_TASK;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.HealthRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a risk with the tasks of its playbook, which then stand in the queues of those who do them. */
@Component
class OpenRisk {
    private final DSLContext sql;
    private final Playbooks playbooks;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Members members;
    private final Face face;

    /** What is asked of the workspace and the time. */
    @Component
    record Face(Workspaces workspaces, Texts texts, Clock clock) {}

    OpenRisk(
            DSLContext sql,
            Playbooks playbooks,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Members members,
            Face face) {
        this.sql = sql;
        this.playbooks = playbooks;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.members = members;
        this.face = face;
    }

    /** @return false where one was open already: whoever looked at the same moment opened it */
    boolean open(HealthRecord health, Rule rule, String reason, Actor me) {
        var company = health.getCompanyId();
        var owner = active(health.getOwnerId());
        var risk = sql.insertInto(HEALTH_RISK)
                .set(HEALTH_RISK.COMPANY_ID, company)
                .set(HEALTH_RISK.PLAYBOOK, rule.outcome())
                .set(HEALTH_RISK.REASON, reason)
                .set(HEALTH_RISK.SCORE, health.getScore())
                .set(HEALTH_RISK.OWNER_ID, owner)
                .set(HEALTH_RISK.OPENED_AT, face.clock().instant().atOffset(ZoneOffset.UTC))
                .onConflict(HEALTH_RISK.WORKSPACE_ID, HEALTH_RISK.COMPANY_ID)
                .where(HEALTH_RISK.ENDED_AT.isNull())
                .doNothing()
                .returningResult(HEALTH_RISK.ID)
                .fetchOne(HEALTH_RISK.ID);
        if (risk == null) {
            return false;
        }
        // One that was taken away since is answered by the general one.
        var locale = face.workspaces().settings().locale();
        var named = playbooks.find(rule.outcome(), locale);
        var playbook = named == null ? playbooks.find(Playbooks.RECOVERY, locale) : named;
        if (playbook != null) {
            begin(risk, playbook, health, reason, me);
        }
        return true;
    }

    private void begin(UUID risk, Playbook playbook, HealthRecord health, String reason, Actor me) {
        var settings = face.workspaces().settings();
        var today = LocalDate.ofInstant(face.clock().instant(), settings.zone());
        var changeSet = changeSets.open(me, "risk.opened", playbook.name());
        var position = 0;
        for (var task : playbook.tasks()) {
            var input = new LinkedHashMap<String, @Nullable Object>();
            input.put("kind", "task");
            input.put("subject", task.subject());
            input.put(
                    "body",
                    face.texts()
                            .text(settings.locale(), "risk.task", playbook.name(), (int) health.getScore(), reason));
            input.put("company", health.getCompanyId().toString());
            input.put("due_on", today.plusDays(task.days()).toString());
            input.put("owner", who(task, health, me).toString());
            var activity = records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, me);
            sql.insertInto(HEALTH_TASK)
                    .set(HEALTH_TASK.RISK_ID, risk)
                    .set(HEALTH_TASK.ACTIVITY_ID, activity)
                    .set(HEALTH_TASK.POSITION, position++)
                    .execute();
        }
    }

    /** Where nobody of that part is known, who looks after the customer does it. */
    private UUID who(Playbook.Task task, HealthRecord health, Actor me) {
        var wanted = active(
                switch (task.who()) {
                    case "am" -> health.getAmId();
                    case "owner" -> health.getCompanyOwnerId();
                    default -> health.getOwnerId();
                });
        var owner = wanted == null ? active(health.getOwnerId()) : wanted;
        return owner == null ? me.member().value() : owner;
    }

    /** Whoever does their work now; null where nobody does. */
    private @Nullable UUID active(@Nullable UUID id) {
        var member = id == null ? null : members.find(members.present(new MemberId(id)));
        return member == null || !member.isActive() ? null : member.id().value();
    }
}
