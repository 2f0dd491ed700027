package io.diabolo.support;

import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever has a ticket is told that it came to them, and that its customer answered. */
@Component
class TellAgents {
    private final Notifications notifications;
    private final Clock clock;

    TellAgents(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Not who took it themselves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void assigned(Ticket ticket, UUID changeSet, Actor me) {
        var owner = ticket.owner();
        if (owner != null && !owner.equals(me.member())) {
            tell(ticket, NotificationKind.TICKET_ASSIGNED, "ticket-assigned/" + changeSet, me.member(), owner);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void heard(Ticket ticket, UUID changeSet) {
        var owner = ticket.owner();
        if (owner != null) {
            tell(ticket, NotificationKind.TICKET_HEARD, "ticket-heard/" + changeSet, null, owner);
        }
    }

    private void tell(Ticket ticket, NotificationKind kind, String event, @Nullable MemberId by, MemberId to) {
        notifications.tell(
                new Notice(kind, event, "", "ticket", ticket.id(), by, null, ticket.path(), clock.instant()),
                List.of(to));
    }
}
