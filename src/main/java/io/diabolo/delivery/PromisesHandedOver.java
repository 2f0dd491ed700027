package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.PROMISE;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was promised before the signature goes along with the customer, with what is expected and by when. */
@Component
@Order(10)
class PromisesHandedOver implements BesideHandover {
    private static final int SHOWN = 50;
    private final DSLContext sql;
    private final RecordTypes types;

    PromisesHandedOver(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    @Override
    public List<Part> of(UUID opportunity, Ui ui) {
        var lines = sql.selectFrom(PROMISE)
                .where(PROMISE.OPPORTUNITY_ID.eq(opportunity))
                .and(PROMISE.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), types.byPlural("promises")))
                .orderBy(PROMISE.DUE_ON.asc().nullsLast(), PROMISE.ID)
                .limit(SHOWN)
                .fetch(promise -> new Line(
                        promise.getName()
                                + (promise.getExpected() == null
                                        ? ""
                                        : " · "
                                                + ui.number(
                                                        promise.getExpected().stripTrailingZeros())),
                        ui.t("choice.promise.state." + promise.getState())
                                + (promise.getDueOn() == null ? "" : " · " + ui.day(promise.getDueOn())),
                        "/promises/" + promise.getId()));
        return List.of(
                new Part(ui.t("record.promise.many"), lines, lines.isEmpty() ? ui.t("handover.promises.none") : ""));
    }
}
