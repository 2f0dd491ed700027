package io.diabolo.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member can be told; each chooses where it reaches them. */
public enum NotificationKind {
    MENTIONED,
    COACHING_SHARED,
    HANDOFF_OFFERED,
    HANDOFF_RETURNED,
    CLOCK_WARNED,
    CLOCK_BREACHED,
    CLOCK_ESCALATED,
    LEAD_REROUTED,
    SUBMISSION_JOINED,
    MAIL_ANSWERED,
    MAIL_UNCERTAIN,
    MAIL_FAILED,
    MAILBOX_TROUBLE,
    TICKET_ASSIGNED,
    TICKET_HEARD,
    MEETING_BOOKED,
    MEETING_CHANGED,
    ONBOARDING_LATE,
    SPONSOR_LEFT,
    QUOTE_SEEN,
    QUOTE_COMMENTED,
    QUOTE_ACCEPTED,
    QUOTE_DECLINED,
    QUOTE_APPROVAL_ASKED,
    QUOTE_APPROVED,
    QUOTE_REFUSED,
    AUTOMATION_TOLD,
    AUTOMATION_STOPPED,
    WEBHOOK_STOPPED,
    REPORT_READY,
    QUOTE_CONTRIBUTED;

    /** In tables, the API and texts: {@code handoff-offered}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<NotificationKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
}
