package io.diabolo.notifications;

import io.diabolo.web.Ui;

/** A notification in words: what happened, to what, by whom. */
final class NotificationText {
    private NotificationText() {}

    static String of(Notification one, Ui ui) {
        return ui.t(
                "notification.says." + one.kind().id(),
                label(one, ui),
                about(one, ui),
                one.other(),
                String.valueOf(one.more()));
    }

    /** A mail that is to nobody known here has no name, and neither has what was noted about a member or the forecast. */
    private static String label(Notification one, Ui ui) {
        if (one.label().isEmpty()) {
            return ui.t(
                    switch (one.subjectType()) {
                        case "mail" -> "notification.somebody";
                        case "forecast" -> "notification.forecast";
                        case "member" -> "notification.coaching";
                        default -> "notification.gone";
                    });
        }
        return one.label();
    }

    /** The hand-off's name; of another clock its kind's; of a mailbox its address, of a report or an automation its name. */
    private static String about(Notification one, Ui ui) {
        return switch (one.kind()) {
            case MAILBOX_TROUBLE, REPORT_READY, AUTOMATION_TOLD, AUTOMATION_STOPPED, WEBHOOK_STOPPED -> one.about();
            default -> ofClock(one, ui);
        };
    }

    private static String ofClock(Notification one, Ui ui) {
        return io.diabolo.journey.HandoffKind.named(one.about()).isPresent()
                ? ui.t("handoff.kind." + one.about())
                : ui.t("clock." + one.about());
    }
}
