package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX;

import io.diabolo.queues.DeskLines;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of Sales Ops: whether the mailboxes of the workspace work. */
@Component
@Order(40)
class MailboxLines implements DeskLines {
    private final DSLContext sql;

    MailboxLines(DSLContext sql) {
        this.sql = sql;
    }

    /** A workspace has a mailbox a member at most, so all of them are looked at. */
    @Override
    public List<Line> of(String desk, Ui ui) {
        if (!desk.equals("salesops")) {
            return List.of();
        }
        var all = sql.fetchCount(MAILBOX);
        var troubled = sql.fetchCount(MAILBOX, MAILBOX.TROUBLE.isNotNull());
        return all == 0
                ? List.of()
                : List.of(new Line(
                        ui.t("mailboxes.title"),
                        ui.t("mailboxes.line", troubled, all),
                        troubled > 0,
                        ui.me().administrator() ? "/settings/mailboxes" : "/profile/mailbox"));
    }
}
