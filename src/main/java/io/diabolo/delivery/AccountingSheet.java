package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.jooq.tables.records.SalesOrderRecord;
import io.diabolo.offers.SignedLines;
import io.diabolo.offers.TieredPrice;
import io.diabolo.platform.Money;
import io.diabolo.records.SheetText;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What is to be invoiced, as a file for the accounting tool: a row for each line of each order that is complete or
 * delivered, with all that the invoice has to name. Its columns have the same names in every language, for a program
 * reads them.
 */
@Controller
class AccountingSheet {
    private static final int MOST = 5_000;
    private static final List<String> COLUMNS = List.of(
            "order_id",
            "order",
            "state",
            "ordered_on",
            "deliver_on",
            "delivered_on",
            "customer",
            "billing_address",
            "siren",
            "siret",
            "vat_number",
            "delivery_address",
            "operation_kind",
            "vat_on_debits",
            "service_code",
            "einvoicing_address",
            "purchase_order",
            "line",
            "quantity",
            "unit",
            "period",
            "net",
            "vat_percent",
            "currency");

    private final DSLContext sql;
    private final OrderType type;
    private final SignedLines lines;

    AccountingSheet(DSLContext sql, OrderType type, SignedLines lines) {
        this.sql = sql;
        this.type = type;
        this.lines = lines;
    }

    @GetMapping({"/orders/accounting", "/api/v1/orders/accounting"})
    void write(Ui ui, HttpServletResponse response) throws IOException {
        var parts = String.valueOf(SheetText.separator(ui.me()));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"accounting.csv\"");
        var text =
                new StringBuilder("\uFEFF").append(String.join(parts, COLUMNS)).append("\r\n");
        for (var order : sql.selectFrom(SALES_ORDER)
                .where(SALES_ORDER.STATE.in("complete", "delivered"))
                .and(SALES_ORDER.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), type))
                .orderBy(SALES_ORDER.ORDERED_ON, SALES_ORDER.ID)
                .limit(MOST)
                .fetch()) {
            for (var line : lines(order)) {
                var cells = new ArrayList<>(head(order));
                cells.addAll(cells(line, ui));
                text.append(String.join(
                                parts,
                                cells.stream().map(AccountingSheet::quoted).toList()))
                        .append("\r\n");
            }
        }
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** An order without a quote is one line. */
    private List<SignedLines.Line> lines(SalesOrderRecord order) {
        return order.getQuoteId() == null
                ? List.of(new SignedLines.Line(
                        null,
                        order.getName(),
                        "",
                        BigDecimal.ONE,
                        Money.ofMinor(order.getOneOffMinor(), order.getCurrency()),
                        2_000,
                        null,
                        TieredPrice.FLAT))
                : lines.of(order.getQuoteId());
    }

    private static List<String> head(SalesOrderRecord order) {
        return List.of(
                order.getId().toString(),
                order.getName(),
                order.getState(),
                order.getOrderedOn().toString(),
                text(order.getDeliverOn()),
                text(order.getDeliveredOn()),
                order.getBillingName(),
                order.getBillingAddress(),
                text(order.getSiren()),
                text(order.getSiret()),
                text(order.getVatNumber()),
                order.getDeliveryAddress(),
                text(order.getOperationKind()),
                String.valueOf(order.getVatOnDebits()),
                text(order.getServiceCode()),
                text(order.getEinvoicingAddress()),
                text(order.getPurchaseOrder()));
    }

    private static List<String> cells(SignedLines.Line line, Ui ui) {
        return List.of(
                line.name(),
                number(line.quantity().stripTrailingZeros(), ui),
                line.unit(),
                text(line.period()),
                number(line.amount().value(), ui),
                number(BigDecimal.valueOf(line.vatRate(), 2).stripTrailingZeros(), ui),
                line.amount().currency().getCurrencyCode());
    }

    private static String number(BigDecimal number, Ui ui) {
        return ui.me().isFrench() ? number.toPlainString().replace('.', ',') : number.toPlainString();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static String quoted(String text) {
        return "\"" + SheetText.harmless(text).replace("\"", "\"\"") + "\"";
    }
}
