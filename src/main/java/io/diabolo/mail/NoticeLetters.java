package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.notifications.Digest;
import io.diabolo.notifications.Digest.Line;
import io.diabolo.notifications.Notifications.Told;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What stands in a mail that tells of notifications. It is no record of any table: nothing of it is kept. */
@Component
class NoticeLetters {
    static final String SETTINGS = "/notifications/settings#digest";

    private final DSLContext sql;
    private final String site;

    NoticeLetters(DSLContext sql, @Value("${diabolo.public-url:}") String publicUrl) {
        this.sql = sql;
        this.site = publicUrl.strip().replaceFirst("/+$", "");
    }

    MailRecord one(Told told, Mailbox from, String to, Ui ui) {
        return letter(told.text(), told.text() + open(told.path(), ui), from, to, ui);
    }

    /** What happened, by what belongs together, then what awaits. */
    MailRecord digest(Digest digest, Mailbox from, String to, Ui ui) {
        var parts = new ArrayList<String>();
        digest.happened().forEach(part -> parts.add(part(ui.t(part.textKey()), part.lines(), ui)));
        if (!digest.awaiting().isEmpty()) {
            var lines = part(ui.t("notification.digest.await"), digest.awaiting(), ui);
            parts.add(digest.more() ? lines + "\n\n" + more(ui) : lines);
        }
        var subject =
                ui.t("notice.digest.subject", digest.news(), digest.awaiting().size());
        return letter(subject, String.join("\n\n\n", parts), from, to, ui);
    }

    private String more(Ui ui) {
        return site.isEmpty() ? ui.t("notice.digest.more") : ui.t("notice.digest.more.at", site + "/desk");
    }

    private String part(String heading, List<Line> lines, Ui ui) {
        return lines.stream()
                .map(line -> (line.when().isEmpty() ? line.text() : ui.t("notice.mail.line", line.when(), line.text()))
                        + open(line.path(), ui))
                .collect(Collectors.joining("\n\n", heading + "\n\n", ""));
    }

    /** The page on which its reader changes or stops it, by a form; null without a public address. */
    @Nullable
    String settings() {
        return site.isEmpty() ? null : "<" + site + SETTINGS + ">";
    }

    /** Without a public address there is nothing to follow from elsewhere. */
    private String open(String path, Ui ui) {
        return site.isEmpty() ? "" : "\n" + ui.t("notice.mail.open", site + path);
    }

    private MailRecord letter(String subject, String body, Mailbox from, String to, Ui ui) {
        var mail = sql.newRecord(MAIL);
        mail.setMessageId("<" + UUID.randomUUID() + "@" + from.domain() + ">");
        mail.setPurpose(MailPurpose.SERVICE.id());
        mail.setToAddress(to);
        mail.setSubject(Said.plain(subject));
        var why = site.isEmpty() ? ui.t("notice.mail.why") : ui.t("notice.mail.why.at", site + SETTINGS);
        mail.setBody(body + "\n\n" + why);
        mail.setFooter("");
        return mail;
    }
}
