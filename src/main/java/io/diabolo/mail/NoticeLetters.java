package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.notifications.Notifications.Told;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What stands in a mail that tells of notifications. It is no record of any table: nothing of it is kept. */
@Component
class NoticeLetters {
    private final DSLContext sql;
    private final String site;

    NoticeLetters(DSLContext sql, @Value("${diabolo.public-url:}") String publicUrl) {
        this.sql = sql;
        this.site = publicUrl.strip().replaceFirst("/+$", "");
    }

    MailRecord one(Told told, Mailbox from, String to, Ui ui) {
        return letter(told.text(), told.text() + open(told, ui), from, to, ui);
    }

    MailRecord digest(List<Told> all, Mailbox from, String to, Ui ui) {
        var lines = all.stream()
                .map(told -> ui.t("notice.mail.line", ui.moment(told.at()), told.text()) + open(told, ui))
                .collect(Collectors.joining("\n\n"));
        return letter(ui.t("notice.mail.subject", all.size()), lines, from, to, ui);
    }

    /** Without a public address there is nothing to follow from elsewhere. */
    private String open(Told told, Ui ui) {
        return site.isEmpty() ? "" : "\n" + ui.t("notice.mail.open", site + told.path());
    }

    private MailRecord letter(String subject, String body, Mailbox from, String to, Ui ui) {
        var mail = sql.newRecord(MAIL);
        mail.setMessageId("<" + UUID.randomUUID() + "@" + from.domain() + ">");
        mail.setPurpose(MailPurpose.SERVICE.id());
        mail.setToAddress(to);
        mail.setSubject(Said.plain(subject));
        mail.setBody(body + "\n\n" + ui.t("notice.mail.why"));
        mail.setFooter("");
        return mail;
    }
}
