package io.diabolo.automation;

import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells members, where and when they want to be told. */
@Component
@Order(80)
class NotifyMembers implements Deed {
    private final Notifications notifications;
    private final Records records;
    private final Whom whom;
    private final Clock clock;

    NotifyMembers(Notifications notifications, Records records, Whom whom, Clock clock) {
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
        var members = whom.all(doing.told().value("to"), Subject.of(doing, records), doing);
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
                members);
        return Did.of("automation.did.notify", members.size());
    }
}
