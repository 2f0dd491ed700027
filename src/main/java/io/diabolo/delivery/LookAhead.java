package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.ONBOARDING;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks every day when each running onboarding will go live by what isn't done yet. Who leads one that has come to look
 * late is told on that day, not when it is too late; once for each day by which it is expected.
 */
@Component
class LookAhead {
    private static final int AT_ONCE = 200;

    private final DSLContext sql;
    private final Onboardings onboardings;
    private final OnboardingRules rules;
    private final AskInternally asking;
    private final ChangeSets changeSets;
    private final Notifications notifications;
    private final Members members;
    private final Clock clock;

    LookAhead(
            DSLContext sql,
            Onboardings onboardings,
            OnboardingRules rules,
            AskInternally asking,
            ChangeSets changeSets,
            Notifications notifications,
            Members members,
            Clock clock) {
        this.sql = sql;
        this.onboardings = onboardings;
        this.rules = rules;
        this.asking = asking;
        this.changeSets = changeSets;
        this.notifications = notifications;
        this.members = members;
        this.clock = clock;
    }

    /** Some of them; what is left is looked at the next time. @return how many */
    @Transactional
    public int look() {
        var today = rules.today();
        var due = sql.selectFrom(ONBOARDING)
                .where(ONBOARDING.STATE.eq("running"))
                .and(ONBOARDING.DELETED_AT.isNull())
                .and(ONBOARDING.LOOKED_ON.lt(today))
                .orderBy(ONBOARDING.LOOKED_ON, ONBOARDING.ID)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        due.forEach(this::look);
        sql.update(ONBOARDING)
                .set(ONBOARDING.LOOKED_ON, today)
                .where(ONBOARDING.ID.in(due.getValues(ONBOARDING.ID)))
                .execute();
        return due.size();
    }

    private void look(OnboardingRecord onboarding) {
        asking.ask(onboarding);
        var foreseen = onboardings.whole(onboarding).liveForeseen();
        if (foreseen.equals(onboarding.getForeseenOn())) {
            return;
        }
        var me = members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                .through(Origin.RULE);
        onboardings.look(onboarding, changeSets.open(me, "onboarding.updated", onboarding.getName()));
        var late = foreseen.isAfter(onboarding.getGoLiveOn()) && foreseen.isAfter(onboarding.getForeseenOn());
        if (late && onboarding.getOwnerId() != null) {
            notifications.tell(
                    new Notice(
                            NotificationKind.ONBOARDING_LATE,
                            "onboarding-late/" + onboarding.getId() + "/" + foreseen,
                            "onboarding",
                            "onboarding",
                            onboarding.getId(),
                            null,
                            null,
                            "/onboardings/" + onboarding.getId() + "/project",
                            clock.instant()),
                    List.of(members.present(new MemberId(onboarding.getOwnerId()))));
        }
    }

    /** Every hour, on one node, so that it happens soon after midnight wherever the workspace is. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        RecurringTask<Void> lookAheadTask(EachWorkspace each, ObjectProvider<LookAhead> ahead) {
            return Tasks.recurring("look-ahead-at-onboardings", FixedDelay.ofHours(1))
                    .execute((_, _) -> each.run(
                            "the onboardings of a workspace could not be looked at",
                            () -> ahead.getObject().look()));
        }
    }
}
