package io.diabolo.notifications;

import io.diabolo.web.Ui;

/** A notification in words: what happened, to what, by whom. */
final class NotificationText {
    private NotificationText() {}

    static String of(Notification one, Ui ui) {
        var label = one.label().isEmpty() ? ui.t("notification.gone") : one.label();
        return ui.t("notification.says." + one.kind().id(), label, about(one, ui), one.other());
    }

    /** The hand-off's name; of another clock its kind's. */
    private static String about(Notification one, Ui ui) {
        return io.diabolo.journey.HandoffKind.named(one.about()).isPresent()
                ? ui.t("handoff.kind." + one.about())
                : ui.t("clock." + one.about());
    }
}
