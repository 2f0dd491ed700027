package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.directory.ActivityWords;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Another privacy level of a mailbox holds for the mails that are there already, too. */
@Component
class HideWords {
    private static final int AT_ONCE = 1_000;
    private final DSLContext sql;
    private final ActivityWords activities;

    HideWords(DSLContext sql, ActivityWords activities) {
        this.sql = sql;
        this.activities = activities;
    }

    void of(Mailbox mailbox) {
        var level = mailbox.privacy();
        while (true) {
            var some = sql.selectFrom(MAIL)
                    .where(MAIL.MAILBOX_ID.eq(mailbox.id()))
                    .and(MAIL.PRIVACY.ne(level.id()))
                    .limit(AT_ONCE)
                    .fetch();
            activities.replace(some.stream()
                    .filter(mail -> mail.getActivityId() != null)
                    .collect(Collectors.toMap(
                            mail -> mail.getActivityId(), mail -> NoteMails.words(mail, level), (one, _) -> one)));
            sql.update(MAIL)
                    .set(MAIL.PRIVACY, level.id())
                    .where(MAIL.ID.in(some.map(mail -> mail.getId())))
                    .execute();
            if (some.size() < AT_ONCE) {
                return;
            }
        }
    }
}
