package io.diabolo.notifications;

import java.util.Locale;

/** What belongs together in the settings and in the digest. */
public enum NotificationGroup {
    MENTIONS,
    HANDOFFS,
    DEADLINES,
    LEADS,
    MEETINGS,
    QUOTES,
    CUSTOMERS,
    MAILS,
    AUTOMATIONS;

    /** In texts: {@code handoffs}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NotificationGroup of(NotificationKind kind) {
        return switch (kind) {
            case MENTIONED, COACHING_SHARED -> MENTIONS;
            case HANDOFF_OFFERED, HANDOFF_RETURNED -> HANDOFFS;
            case CLOCK_WARNED, CLOCK_BREACHED, CLOCK_ESCALATED -> DEADLINES;
            case LEAD_REROUTED, SUBMISSION_JOINED -> LEADS;
            case MEETING_BOOKED, MEETING_CHANGED -> MEETINGS;
            case QUOTE_SEEN,
                    QUOTE_COMMENTED,
                    QUOTE_ACCEPTED,
                    QUOTE_DECLINED,
                    QUOTE_APPROVAL_ASKED,
                    QUOTE_APPROVED,
                    QUOTE_REFUSED,
                    QUOTE_CONTRIBUTED -> QUOTES;
            case TICKET_ASSIGNED, TICKET_HEARD, ONBOARDING_LATE, SPONSOR_LEFT -> CUSTOMERS;
            case MAIL_ANSWERED, MAIL_UNCERTAIN, MAIL_FAILED, MAILBOX_TROUBLE -> MAILS;
            case AUTOMATION_TOLD, AUTOMATION_STOPPED, WEBHOOK_STOPPED, REPORT_READY -> AUTOMATIONS;
        };
    }
}
