package io.diabolo.mail;

import io.diabolo.notifications.Digests;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Members to whom it is said now what awaits them: each round is queued once, whatever happens afterwards. */
@Component
class DigestRounds {
    private static final int MEMBERS_AT_ONCE = 500;
    private final Digests digests;
    private final NoticeMails mails;
    private final TransactionTemplate transactions;

    DigestRounds(Digests digests, NoticeMails mails, TransactionTemplate transactions) {
        this.digests = digests;
        this.mails = mails;
        this.transactions = transactions;
    }

    /** In the present workspace. */
    void here(Instant now) {
        var due = Objects.requireNonNull(transactions.execute(_ -> digests.due(now, MEMBERS_AT_ONCE)));
        for (var member : due) {
            transactions.executeWithoutResult(_ -> {
                if (digests.take(member, now)) {
                    mails.agenda(member, now);
                }
            });
        }
    }
}
