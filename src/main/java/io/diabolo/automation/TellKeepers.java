package io.diabolo.automation;

import io.diabolo.identity.Members;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who keeps an automation or a webhook is told when Diabolo stops it. */
@Component
class TellKeepers {
    private final Notifications notifications;
    private final Members members;
    private final Clock clock;

    TellKeepers(Notifications notifications, Members members, Clock clock) {
        this.notifications = notifications;
        this.members = members;
        this.clock = clock;
    }

    /** @param trouble text key */
    void stopped(Automation automation, String trouble) {
        tell(
                NotificationKind.AUTOMATION_STOPPED,
                automation.name(),
                "automation",
                automation.id(),
                automation.keeper(),
                "/automations/" + automation.id());
    }

    void stopped(UUID webhook, String name, MemberId owner) {
        tell(NotificationKind.WEBHOOK_STOPPED, name, "webhook", webhook, owner, "/webhooks/" + webhook);
    }

    private void tell(NotificationKind kind, String name, String type, UUID id, MemberId whom, String path) {
        var now = clock.instant();
        notifications.tell(
                new Notice(kind, kind.id() + "/" + id + "/" + now, name, type, id, null, null, path, now),
                List.of(members.present(whom)));
    }
}
