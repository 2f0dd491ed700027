package io.diabolo.notifications;

import io.diabolo.notifications.Notifications.Told;
import io.diabolo.web.Ui;
import java.util.Comparator;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a member's next digest would say if it left now. */
@Component
class DigestPreview {
    private final Digests digests;
    private final Notifications notifications;
    private final Preferences preferences;

    DigestPreview(Digests digests, Notifications notifications, Preferences preferences) {
        this.digests = digests;
        this.notifications = notifications;
        this.preferences = preferences;
    }

    @Transactional(readOnly = true)
    public Digest of(Ui ui) {
        var me = ui.me();
        var kinds = preferences.of(me.member()).entrySet().stream()
                .filter(one -> one.getValue().equals(Preferences.DIGEST))
                .map(Map.Entry::getKey)
                .toList();
        var told = notifications.unreadOf(kinds, me, ui).stream()
                .sorted(Comparator.comparing(Told::at))
                .toList();
        return digests.write(me.member(), told, digests.of(me.member()).agenda(), ui);
    }
}
