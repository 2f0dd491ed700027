package io.diabolo.delivery;

import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;

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

    /** 1 to 9: 10 €; 10 and more: 9.50 €. Empty where there is one price, and what is ordered is invoiced. */
    private static String tiers(ContractLine line, Ui ui) {
        var tiers = line.tiers();
        var all = new ArrayList<String>();
        if (tiers.metered()) {
            all.add(ui.t("contract.line.metered"));
        }
        if (tiers.hasTiers()) {
            all.add(ui.t("contract.line.tier." + tiers.pricing()));
        }
        tiers.shares(line.quantity()).forEach(share -> {
            var from = ui.number(share.band().from());
            var price = ui.number(share.band().unitPrice().stripTrailingZeros()) + "\u00a0"
                    + line.amount().currency().getSymbol(ui.locale());
            var to = share.to();
            all.add(
                    to == null
                            ? ui.t("contract.line.tier.from", from, price)
                            : ui.t("contract.line.tier.range", from, ui.number(to), price));
        });
        return String.join(" · ", all);
    }

    /** 120 € a month, since 1 January, until 30 June. */
    static String of(ContractLine line, Ui ui) {
        var price = ui.t("contract.per." + line.period().id(), ui.money(line.amount()));
        var tiers = tiers(line, ui);
        return time(line, price, ui) + (tiers.isEmpty() ? "" : " · " + tiers);
    }

    private static String time(ContractLine line, String price, Ui ui) {
        return line.until() == null
                ? ui.t("contract.line.since", price, ui.day(line.from()))
                : ui.t(
                        "contract.line.from-to",
                        price,
                        ui.day(line.from()),
                        ui.day(line.until().minusDays(1)));
    }
}
