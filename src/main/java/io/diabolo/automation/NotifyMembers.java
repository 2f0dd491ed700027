package io.diabolo.automation;

import static org.jooq.impl.DSL.selectOne;

import io.diabolo.identity.Members;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells members, where and when they want to be told. */
@Component
@Order(80)
class NotifyMembers implements Deed {
    private final DSLContext sql;
    private final Notifications notifications;
    private final Records records;
    private final Members members;
    private final Whom whom;
    private final Clock clock;

    NotifyMembers(
            DSLContext sql, Notifications notifications, Records records, Members members, Whom whom, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.notifications = notifications;
        this.records = records;
        this.whom = whom;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "notify";
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        var faults = new ArrayList<Fault>();
        var fault = whom.fault(action.value("to"), "to", true);
        if (fault != null) {
            faults.add(fault);
        }
        if (action.value("text").length() > 500) {
            faults.add(new Fault("text", "problem.field.too-long", 500));
        }
        return faults;
    }

    @Override
    public Did act(Doing doing) {
        var all = whom.all(doing.told().value("to"), Subject.of(doing, records), doing);
        var told = all.stream().filter(one -> sees(one, doing)).toList();
        var text = doing.told().value("text");
        notifications.tell(
                new Notice(
                        NotificationKind.AUTOMATION_TOLD,
                        "automation/" + doing.action(),
                        doing.automation().name(),
                        doing.type().id(),
                        doing.run().record(),
                        null,
                        text.isEmpty() ? null : text,
                        "/" + doing.type().plural() + "/" + doing.run().record(),
                        clock.instant()),
                told);
        var unseen = all.size() - told.size();
        return unseen == 0
                ? Did.of("automation.did.notify", told.size())
                : Did.of("automation.did.notify-unseen", told.size(), unseen);
    }

    /** What a member is told names the record. */
    private boolean sees(MemberId member, Doing doing) {
        var type = doing.type();
        return sql.fetchExists(selectOne()
                .from(type.from())
                .where(type.column("id", UUID.class).eq(doing.run().record()))
                .and(Visible.to(members.actor(member, Origin.RULE, Scope.READ), type)));
    }
}
