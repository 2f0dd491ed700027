package io.diabolo.delivery;

import io.diabolo.delivery.Amendment.Change;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The form of an amendment: for each line {@code amount.<id>}, {@code quantity.<id>} and {@code remove.<id>}; a further
 * line, and a percentage for all.
 */
final class AmendmentForm {
    private static final int LONGEST = 2_000;

    private AmendmentForm() {}

    /** @throws BadInput with the name of the form's field */
    static Amendment.Wanted read(Contracts.Whole whole, Map<String, String> form) {
        var on = Typed.day("effective_on", form.getOrDefault("effective_on", ""));
        var note = Typed.words(form.get("note"), LONGEST);
        var percent = form.getOrDefault("percent", "").strip();
        if (!percent.isEmpty()) {
            var value = Typed.decimal(percent.replace("%", ""), 2);
            if (value == null
                    || value.compareTo(BigDecimal.valueOf(-100)) < 0
                    || value.compareTo(BigDecimal.valueOf(1_000)) > 0) {
                throw new BadInput("percent", "contract.fault.percent");
            }
            return new Amendment.Wanted(
                    on,
                    Amendment.Kind.INDEXATION,
                    note,
                    List.of(new Change.Indexed(value.movePointRight(2).intValueExact())));
        }
        var changes = new ArrayList<Change>();
        whole.on(on).forEach(line -> change(line, form, changes));
        added(whole, form, changes);
        return new Amendment.Wanted(on, Amendment.Kind.CHANGE, note, changes);
    }

    private static void change(ContractLine line, Map<String, String> form, List<Change> changes) {
        if (form.containsKey("remove." + line.id())) {
            changes.add(new Change.Removed(line.id()));
            return;
        }
        var amount = form.get("amount." + line.id());
        if (amount == null) {
            return;
        }
        var minor = Typed.minor(
                "amount." + line.id(), amount, line.amount().currency().getCurrencyCode());
        var quantity = Typed.quantity(
                "quantity." + line.id(),
                form.getOrDefault("quantity." + line.id(), line.quantity().toPlainString()));
        // Who says another quantity and leaves the amount means the price that was signed for it.
        if (minor == line.amount().minor() && quantity.compareTo(line.quantity()) != 0) {
            changes.add(new Change.Priced(
                    line.id(), quantity, line.amountOf(quantity).minor()));
        } else if (minor != line.amount().minor() || quantity.compareTo(line.quantity()) != 0) {
            changes.add(new Change.Priced(line.id(), quantity, minor));
        }
    }

    private static void added(Contracts.Whole whole, Map<String, String> form, List<Change> changes) {
        var name = Typed.words(form.get("add_name"), 200);
        var product = Typed.id(form.getOrDefault("add_product", ""));
        if (name.isEmpty() && product == null) {
            return;
        }
        var currency = whole.contract().getCurrency();
        var minor = Typed.minor("add_amount", form.getOrDefault("add_amount", ""), currency);
        var period = Recurrence.named(form.getOrDefault("add_period", "month"));
        if (period == null) {
            throw new BadInput("add_period", "contract.fault.period");
        }
        changes.add(new Change.Added(
                product,
                name,
                Typed.quantity("add_quantity", form.getOrDefault("add_quantity", "")),
                Money.ofMinor(minor, currency),
                period));
    }

    /** What the lines of a day look like in the form. */
    static LocalDate day(Map<String, String> form, LocalDate otherwise) {
        try {
            return Typed.day("effective_on", Objects.requireNonNullElse(form.get("effective_on"), ""));
        } catch (BadInput _) {
            return otherwise;
        }
    }
}
