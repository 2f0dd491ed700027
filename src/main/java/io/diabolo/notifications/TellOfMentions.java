package io.diabolo.notifications;

import io.diabolo.mentions.Mentioned;
import io.diabolo.platform.WorkspaceScope;
import java.util.List;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is named in a note is told of it, once for each text. */
@Component
class TellOfMentions {
    private final Notifications notifications;
    private final TransactionTemplate transactions;

    TellOfMentions(Notifications notifications, TransactionTemplate transactions) {
        this.notifications = notifications;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(Mentioned event) {
        var notice = new Notice(
                NotificationKind.MENTIONED,
                "mentioned/" + event.textType() + "/" + event.text(),
                "",
                event.recordType(),
                event.record(),
                event.by(),
                null,
                event.path(),
                event.at());
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(_ -> notifications.tell(notice, List.of(event.member()))));
    }
}
