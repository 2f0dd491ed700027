package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX_FOLDER;
import static io.diabolo.jooq.Tables.MAIL_LEFT_OUT;

import io.diabolo.jooq.tables.records.MailboxFolderRecord;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** How far folders are read, and what was left out of them. In the caller's transaction. */
@Component
class FolderNotes {
    private final DSLContext sql;

    FolderNotes(DSLContext sql) {
        this.sql = sql;
    }

    MailboxFolderRecord row(UUID mailbox, String name, long validity) {
        var row = sql.selectFrom(MAILBOX_FOLDER)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .fetchOne();
        if (row != null) {
            return row;
        }
        var fresh = sql.newRecord(MAILBOX_FOLDER);
        fresh.setMailboxId(mailbox);
        fresh.setName(name);
        fresh.setUidValidity(validity);
        fresh.setLastUid(0L);
        fresh.setFetched(0L);
        fresh.setStrangers(0L);
        fresh.setWaiting(0L);
        return fresh;
    }

    /** Another validity means other uids: all of it is looked at once more, and what is there already is known by its id. */
    MailboxFolderRecord begin(UUID mailbox, String name, long validity) {
        var row = row(mailbox, name, validity);
        if (row.getUidValidity() != validity) {
            row.setUidValidity(validity);
            row.setLastUid(0L);
        }
        row.setProblem(null);
        row.store();
        return row;
    }

    /** Nobody else keeps mails of the folder until this is over; what another has kept meanwhile isn't kept again. */
    long lastRead(UUID mailbox, String name) {
        return sql.select(MAILBOX_FOLDER.LAST_UID)
                .from(MAILBOX_FOLDER)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .forUpdate()
                .fetchSingle()
                .value1();
    }

    void passed(UUID mailbox, String name, long uid, TakeIn.Taken taken) {
        passed(mailbox, name, uid, taken == TakeIn.Taken.KEPT ? 1 : 0, taken == TakeIn.Taken.STRANGE ? 1 : 0);
    }

    void passed(UUID mailbox, String name, long uid, int kept, int strangers) {
        sql.update(MAILBOX_FOLDER)
                .set(MAILBOX_FOLDER.LAST_UID, uid)
                .set(MAILBOX_FOLDER.FETCHED, MAILBOX_FOLDER.FETCHED.plus(kept))
                .set(MAILBOX_FOLDER.STRANGERS, MAILBOX_FOLDER.STRANGERS.plus(strangers))
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .execute();
    }

    void leftOut(UUID mailbox, String name, long uid, String why, long size, Instant now) {
        sql.update(MAILBOX_FOLDER)
                .set(MAILBOX_FOLDER.LAST_UID, uid)
                .where(MAILBOX_FOLDER.MAILBOX_ID.eq(mailbox))
                .and(MAILBOX_FOLDER.NAME.eq(name))
                .execute();
        sql.insertInto(MAIL_LEFT_OUT)
                .set(MAIL_LEFT_OUT.MAILBOX_ID, mailbox)
                .set(MAIL_LEFT_OUT.FOLDER, name)
                .set(MAIL_LEFT_OUT.UID, uid)
                .set(MAIL_LEFT_OUT.WHY, why)
                .set(MAIL_LEFT_OUT.SIZE, size)
                .set(MAIL_LEFT_OUT.AT, Mailboxes.utc(now))
                .onConflictDoNothing()
                .execute();
    }
}
