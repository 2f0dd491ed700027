package io.diabolo.offers;

import io.diabolo.identity.Members;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever leads an opportunity is told what the customer does with its quote. */
@Component
class QuoteNews {
    /** How the event of an approval that is asked for begins. */
    static final String ASKED = "quote-asked/";

    private final Notifications notifications;
    private final Members members;
    private final Clock clock;

    QuoteNews(Notifications notifications, Members members, Clock clock) {
        this.notifications = notifications;
        this.members = members;
        this.clock = clock;
    }

    /** Once a day, however often they look. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void seen(Quote quote, java.time.LocalDate today) {
        tell(quote, NotificationKind.QUOTE_SEEN, "quote-seen/" + quote.id() + "/" + today, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void commented(Quote quote, UUID comment, String words) {
        tell(quote, NotificationKind.QUOTE_COMMENTED, "quote-commented/" + comment, words);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void accepted(Quote quote, Acceptance acceptance) {
        tell(quote, NotificationKind.QUOTE_ACCEPTED, "quote-accepted/" + quote.id(), null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void declined(Quote quote, String reason) {
        tell(quote, NotificationKind.QUOTE_DECLINED, "quote-declined/" + quote.id(), reason);
    }

    /** Whoever asked for a contribution is told that it is there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void contributed(Quote quote, UUID contribution, MemberId to) {
        var event = "quote-contributed/" + contribution;
        notifications.tell(
                notice(quote, NotificationKind.QUOTE_CONTRIBUTED, event, null, "/quotes/" + quote.id()),
                List.of(members.present(to)));
    }

    /** Whoever may approve is told; the mail leads to the page. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approvalAsked(Quote quote, UUID approval, List<MemberId> members) {
        var notice = notice(quote, NotificationKind.QUOTE_APPROVAL_ASKED, ASKED + approval, null, "/approvals");
        notifications.tell(notice, members);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void approvalAnswered(Quote quote, UUID approval, MemberId to, boolean approved, @Nullable String reason) {
        var kind = approved ? NotificationKind.QUOTE_APPROVED : NotificationKind.QUOTE_REFUSED;
        var notice = notice(quote, kind, "quote-answered/" + approval, reason, "/quotes/" + quote.id());
        notifications.tell(notice, List.of(members.present(to)));
    }

    private Notice notice(Quote quote, NotificationKind kind, String event, @Nullable String reason, String path) {
        return new Notice(kind, event, "", "opportunity", quote.opportunity(), null, reason, path, clock.instant());
    }

    private void tell(Quote quote, NotificationKind kind, String event, @Nullable String reason) {
        var notice = notice(quote, kind, event, reason, "/quotes/" + quote.id());
        notifications.tell(notice, List.of(members.present(quote.responsible())));
    }
}
