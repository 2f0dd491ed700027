package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PROMISE;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a company and an opportunity what was promised there: what is open and due first on top. */
@Component
@Order(17)
class PromisesBeside implements RecordBeside {
    private static final int SHOWN = 20;
    private final DSLContext sql;
    private final PromiseType type;

    PromisesBeside(DSLContext sql, PromiseType type) {
        this.sql = sql;
        this.type = type;
    }

    @Override
    public List<Panel> of(String recordType, RecordRow row, Ui ui) {
        return switch (recordType) {
            case "company" -> promised(PROMISE.COMPANY_ID.eq(row.id()), ui);
            case "opportunity" -> promised(PROMISE.OPPORTUNITY_ID.eq(row.id()), ui);
            default -> List.of();
        };
    }

    private List<Panel> promised(Condition of, Ui ui) {
        var lines = sql.selectFrom(PROMISE)
                .where(of)
                .and(PROMISE.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), type))
                .orderBy(PROMISE.STATE.eq("open").desc(), PROMISE.DUE_ON.asc().nullsLast(), PROMISE.ID)
                .limit(SHOWN)
                .fetch(promise -> new Line(
                        promise.getName(),
                        ui.t("choice.promise.state." + promise.getState())
                                + (promise.getDueOn() == null ? "" : " · " + ui.day(promise.getDueOn())),
                        "/promises/" + promise.getId(),
                        ""));
        return List.of(new Panel("record.promise.many", lines));
    }
}
