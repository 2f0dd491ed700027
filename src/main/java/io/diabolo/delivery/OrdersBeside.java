package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.directory.RecordBeside;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside an opportunity and a company what was signed, and how its delivery goes on. */
@Component
@Order(16)
class OrdersBeside implements RecordBeside {
    private static final int SHOWN = 20;
    private final DSLContext sql;

    OrdersBeside(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "opportunity" ->
                signed(
                        SALES_ORDER.OPPORTUNITY_ID.eq(row.id()),
                        CONTRACT.OPPORTUNITY_ID.eq(row.id()),
                        ONBOARDING.OPPORTUNITY_ID.eq(row.id()),
                        ui);
            case "company" ->
                signed(
                        SALES_ORDER.COMPANY_ID.eq(row.id()),
                        CONTRACT.COMPANY_ID.eq(row.id()),
                        ONBOARDING.COMPANY_ID.eq(row.id()),
                        ui);
            default -> List.of();
        };
    }

    private List<Panel> signed(Condition ordersOf, Condition contractsOf, Condition onboardingsOf, Ui ui) {
        var orders = sql.selectFrom(SALES_ORDER)
                .where(ordersOf)
                .and(SALES_ORDER.DELETED_AT.isNull())
                .orderBy(SALES_ORDER.CREATED_AT.desc())
                .limit(SHOWN)
                .fetch(order -> new Line(
                        order.getName(),
                        ui.t("choice.sales_order.state." + order.getState()) + " · "
                                + ui.money(Money.ofMinor(order.getOneOffMinor(), order.getCurrency())),
                        "/orders/" + order.getId(),
                        ""));
        var contracts = sql.selectFrom(CONTRACT)
                .where(contractsOf)
                .and(CONTRACT.DELETED_AT.isNull())
                .orderBy(CONTRACT.CREATED_AT.desc())
                .limit(SHOWN)
                .fetch(contract -> new Line(
                        contract.getName(),
                        ui.t(
                                "contract.beside",
                                ui.money(Money.ofMinor(contract.getRecurringMinor(), contract.getCurrency())),
                                ui.day(contract.getRenewalOn())),
                        "/contracts/" + contract.getId(),
                        ""));
        var onboardings = sql.selectFrom(ONBOARDING)
                .where(onboardingsOf)
                .and(ONBOARDING.DELETED_AT.isNull())
                .orderBy(ONBOARDING.CREATED_AT.desc())
                .limit(SHOWN)
                .fetch(one -> new Line(
                        one.getName(),
                        ui.t("choice.onboarding.state." + one.getState()) + " · " + ui.day(one.getForeseenOn()),
                        "/onboardings/" + one.getId() + "/project",
                        ""));
        var panels = new ArrayList<Panel>();
        panels.add(Panel.ofRevenue("record.sales_order.many", orders));
        panels.add(Panel.ofRevenue("record.contract.many", contracts));
        panels.add(new Panel("record.onboarding.many", onboardings));
        return panels;
    }
}
