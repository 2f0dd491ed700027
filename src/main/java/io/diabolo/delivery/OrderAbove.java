package io.diabolo.delivery;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of an order's page: what is missing, and the way to where it is dealt with. */
@Component
class OrderAbove implements RecordAbove {
    private final Orders orders;

    OrderAbove(Orders orders) {
        this.orders = orders;
    }

    @Override
    public String type() {
        return "sales_order";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        var missing = orders.get(row.id(), ui.me()).missing();
        return missing.isEmpty() || "cancelled".equals(row.value("state"))
                ? List.of()
                : List.of(ui.t("order.missing", words(missing, ui)));
    }

    /** The names of fields, as a sentence lists them. */
    static String words(List<String> missing, Ui ui) {
        return missing.stream()
                .map(field -> field.equals("documents")
                        ? ui.t("order.document.purchase_order")
                        : ui.t("field.sales_order." + field))
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        var open = !List.of("invoiced", "cancelled").contains(String.valueOf(row.value("state")));
        return List.of(new Action(ui.t("order.follow-up"), "/orders/" + row.id() + "/follow-up", open));
    }
}
