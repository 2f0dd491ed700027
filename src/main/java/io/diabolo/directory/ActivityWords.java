package io.diabolo.directory;

import static io.diabolo.jooq.Tables.ACTIVITY;

import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Other words for activities that tell of something kept elsewhere, such as a mail that fewer people may read from now on.
 * No history is kept of it: that would show what was to be hidden.
 */
@Service
public class ActivityWords {
    private final DSLContext sql;

    ActivityWords(DSLContext sql) {
        this.sql = sql;
    }

    /** What an activity says. */
    public record Words(String subject, String body) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(Map<UUID, Words> words) {
        sql.batch(words.entrySet().stream()
                        .map(one -> sql.update(ACTIVITY)
                                .set(ACTIVITY.SUBJECT, one.getValue().subject())
                                .set(ACTIVITY.BODY, one.getValue().body())
                                .set(ACTIVITY.VERSION, ACTIVITY.VERSION.plus(1))
                                .where(ACTIVITY.ID.eq(one.getKey())))
                        .toList())
                .execute();
    }
}
