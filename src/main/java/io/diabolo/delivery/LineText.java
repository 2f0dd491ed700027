package io.diabolo.delivery;

import io.diabolo.web.Ui;
import java.math.BigDecimal;

/** A contract's line in words. */
final class LineText {
    private LineText() {}

    /** Licence × 12. */
    static String name(ContractLine line, Ui ui) {
        return line.quantity().compareTo(BigDecimal.ONE) == 0
                ? line.name()
                : ui.t(
                        "contract.line.name",
                        line.name(),
                        ui.number(line.quantity().stripTrailingZeros()));
    }

    /** 120 € a month, since 1 January, until 30 June. */
    static String of(ContractLine line, Ui ui) {
        var price = ui.t("contract.per." + line.period().id(), ui.money(line.amount()));
        return line.until() == null
                ? ui.t("contract.line.since", price, ui.day(line.from()))
                : ui.t(
                        "contract.line.from-to",
                        price,
                        ui.day(line.from()),
                        ui.day(line.until().minusDays(1)));
    }
}
