package io.diabolo.reports;

import static io.diabolo.jooq.Tables.REPORT;
import static io.diabolo.jooq.Tables.REPORT_SUBSCRIPTION;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Members who asked for it are told of their reports, on the page and by mail as each of them sets. The notice leads to the
 * report and holds no figure: it is read with the rights that the member has on that day.
 */
@Component
class TellOfReports {
    private static final int AT_ONCE = 500;

    private final DSLContext sql;
    private final Notifications notifications;
    private final Workspaces workspaces;

    TellOfReports(DSLContext sql, Notifications notifications, Workspaces workspaces) {
        this.sql = sql;
        this.notifications = notifications;
        this.workspaces = workspaces;
    }

    @Configuration(proxyBeanMethods = false)
    static class Regularly {
        /** Every quarter of an hour, on one node: so it is told when the day begins where the workspace is. */
        @Bean
        RecurringTask<Void> tellOfReportsTask(EachWorkspace each, ObjectProvider<TellOfReports> reports) {
            return Tasks.recurring("tell-of-reports", FixedDelay.ofMinutes(15))
                    .execute((_, _) -> each.run(
                            "members of a workspace could not be told of their reports",
                            () -> reports.getObject().tell(Instant.now())));
        }
    }

    /** In the present workspace. @return how many were told; called again on the same day nobody is told twice */
    @Transactional
    public int tell(Instant now) {
        var today = LocalDate.ofInstant(now, workspaces.settings().zone());
        var due = sql.select(REPORT_SUBSCRIPTION.fields())
                .select(REPORT.NAME, REPORT.SHARED, REPORT.MEMBER_ID.as("keeper"))
                .from(REPORT_SUBSCRIPTION)
                .join(REPORT)
                .on(REPORT.WORKSPACE_ID.eq(REPORT_SUBSCRIPTION.WORKSPACE_ID))
                .and(REPORT.ID.eq(REPORT_SUBSCRIPTION.REPORT_ID))
                .where(REPORT_SUBSCRIPTION.NEXT_ON.le(today))
                .orderBy(REPORT_SUBSCRIPTION.NEXT_ON)
                .limit(AT_ONCE)
                .forUpdate()
                .of(REPORT_SUBSCRIPTION)
                .skipLocked()
                .fetch();
        var told = 0;
        for (var row : due) {
            var report = row.get(REPORT_SUBSCRIPTION.REPORT_ID);
            var member = row.get(REPORT_SUBSCRIPTION.MEMBER_ID);
            sql.update(REPORT_SUBSCRIPTION)
                    .set(REPORT_SUBSCRIPTION.NEXT_ON, SavedReports.next(row.get(REPORT_SUBSCRIPTION.EVERY), today))
                    .where(REPORT_SUBSCRIPTION.REPORT_ID.eq(report))
                    .and(REPORT_SUBSCRIPTION.MEMBER_ID.eq(member))
                    .execute();
            // What is no longer shared is told to nobody but its keeper.
            if (row.get(REPORT.SHARED) || member.equals(row.get("keeper", UUID.class))) {
                notifications.tell(
                        new Notice(
                                NotificationKind.REPORT_READY,
                                "report/" + report + "/" + today,
                                row.get(REPORT.NAME),
                                "report",
                                report,
                                null,
                                null,
                                "/reports/" + report,
                                now),
                        List.of(new MemberId(member)));
                told++;
            }
        }
        return told;
    }
}
