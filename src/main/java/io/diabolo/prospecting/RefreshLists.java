package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.TARGET_LIST;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Dynamic lists follow their profiles each hour, with the eyes and rights of their owners. */
@Configuration(proxyBeanMethods = false)
class RefreshLists {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshLists.class);

    @Bean
    RecurringTask<Void> refreshListsTask(
            EachWorkspace each,
            ObjectProvider<DSLContext> sql,
            ObjectProvider<TargetLists> lists,
            ObjectProvider<Members> members,
            TransactionTemplate transactions) {
        return Tasks.recurring("refresh-lists", FixedDelay.ofHours(1))
                .execute((_, _) -> each.run(
                        "the dynamic lists of a workspace could not be read",
                        () -> transactions
                                .execute(_ -> dynamic(sql.getObject()))
                                .forEach(one -> follow(one, lists.getObject(), members.getObject()))));
    }

    private record Dynamic(UUID list, UUID owner) {}

    private static List<Dynamic> dynamic(DSLContext sql) {
        return sql.select(TARGET_LIST.ID, TARGET_LIST.OWNER_ID)
                .from(TARGET_LIST)
                .where(TARGET_LIST.KIND.eq("dynamic"))
                .and(TARGET_LIST.DELETED_AT.isNull())
                .and(TARGET_LIST.OWNER_ID.isNotNull())
                .fetch(row -> new Dynamic(row.value1(), row.value2()));
    }

    /** One that fails doesn't hold up the others. */
    private static void follow(Dynamic one, TargetLists lists, Members members) {
        try {
            lists.follow(one.list(), members.actor(new MemberId(one.owner()), Origin.RULE, Scope.WRITE));
        } catch (NoSuchRecord _) {
            LOG.debug("the owner of a dynamic list has left, or sees it no more");
        } catch (RuntimeException e) {
            LOG.error("a dynamic list could not follow its profile", e);
        }
    }
}
