package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a company or a person: what they asked of support, the newest on top. */
@Component
@Order(40)
class TicketsBeside implements RecordBeside {
    private static final int SHOWN = 8;
    private final DSLContext sql;

    TicketsBeside(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "company" -> panel(TICKET.COMPANY_ID.eq(row.id()), ui);
            case "person" -> panel(TICKET.PERSON_ID.eq(row.id()), ui);
            default -> List.of();
        };
    }

    /** Reads the indexes ticket_of_company and ticket_of_person. */
    private List<Panel> panel(Condition which, Ui ui) {
        return List.of(new Panel(
                "record.ticket.many",
                sql.select(TICKET.ID, TICKET.SUBJECT, TICKET.STATUS, TICKET.OPENED_AT)
                        .from(TICKET)
                        .where(which)
                        .and(TICKET.DELETED_AT.isNull())
                        .orderBy(TICKET.CREATED_AT.desc())
                        .limit(SHOWN)
                        .fetch(ticket -> Line.of(
                                ticket.value2(),
                                ui.t("choice.ticket.status." + ticket.value3()) + " · "
                                        + ui.day(ticket.value4().toInstant()),
                                "tickets",
                                ticket.value1()))));
    }
}
