package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL_ATTACHMENT;
import static io.diabolo.jooq.Tables.STORED_FILE;

import io.diabolo.platform.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of mails. */
@Component
class MailFiles {
    private static final int LONGEST_NAME = 200;
    private final DSLContext sql;
    private final Files files;

    MailFiles(DSLContext sql, Files files) {
        this.sql = sql;
        this.files = files;
    }

    /** A file that came or goes with a mail. */
    record Kept(UUID id, String name, String type, long size) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(UUID mail, List<Attachment> attachments) {
        for (var position = 0; position < attachments.size(); position++) {
            var one = attachments.get(position);
            var file = files.keep(name(one.name()), Said.plain(one.type()), new ByteArrayInputStream(one.content()));
            sql.insertInto(MAIL_ATTACHMENT)
                    .set(MAIL_ATTACHMENT.MAIL_ID, mail)
                    .set(MAIL_ATTACHMENT.POSITION, (short) position)
                    .set(MAIL_ATTACHMENT.FILE_ID, file.id())
                    .execute();
        }
    }

    /** No path, whatever the sender called it. */
    private static String name(String given) {
        var plain = Said.plain(given).replaceAll("[/\\\\:*?\"<>|]+", "_");
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }

    /** Those that are still there: an erasure destroys files that name somebody. */
    List<Kept> of(UUID mail) {
        return sql.select(STORED_FILE.ID, STORED_FILE.NAME, STORED_FILE.CONTENT_TYPE, STORED_FILE.SIZE)
                .from(MAIL_ATTACHMENT)
                .join(STORED_FILE)
                .on(STORED_FILE.WORKSPACE_ID.eq(MAIL_ATTACHMENT.WORKSPACE_ID))
                .and(STORED_FILE.ID.eq(MAIL_ATTACHMENT.FILE_ID))
                .where(MAIL_ATTACHMENT.MAIL_ID.eq(mail))
                .and(STORED_FILE.EXPIRED_AT.isNull())
                .orderBy(MAIL_ATTACHMENT.POSITION)
                .fetch(Records.mapping(Kept::new));
    }

    List<Attachment> contents(UUID mail) {
        return of(mail).stream()
                .map(file -> {
                    var bytes = new ByteArrayOutputStream();
                    files.copy(file.id(), bytes);
                    return new Attachment(file.name(), file.type(), bytes.toByteArray());
                })
                .toList();
    }
}
