package io.diabolo.offers;

import io.diabolo.platform.BadInput.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of a draft as a form's fields. What can't be read is said, and stays as it was. */
final class LineForm {
    private static final int PRICE_DIGITS = 6;
    private static final int QUANTITY_DIGITS = 3;
    private static final int USUAL_VAT = 2_000;
    private static final Pattern RAMP = Pattern.compile("(lines\\.[0-9]+)\\.ramp\\.(.*)");
    private static final Pattern STEP = Pattern.compile("([2-9]|10)\\.(quantity|price)");

    private final Map<String, String> form;
    private final List<Fault> faults;
    private final Map<String, QuoteLine> before = new HashMap<>();
    /** By line what its form says of later years; gathered once, for a quote may have thousands of lines. */
    private final Map<String, List<String>> ramps = new HashMap<>();

    LineForm(Quote present, Map<String, String> form, List<Fault> faults) {
        this.form = form;
        this.faults = faults;
        present.lines().forEach(line -> before.put(line.id().toString(), line));
        form.keySet().forEach(name -> {
            var ramp = RAMP.matcher(name);
            if (ramp.matches()) {
                ramps.computeIfAbsent(ramp.group(1), _ -> new ArrayList<>()).add(ramp.group(2));
            }
        });
    }

    static void put(Map<String, String> form, int at, QuoteLine line) {
        var place = "lines." + at + ".";
        var period = line.period();
        form.put(place + "id", line.id().toString());
        form.put(place + "kind", line.belongs() ? "part" : line.kind());
        form.put(place + "product", line.product() == null ? "" : String.valueOf(line.product()));
        form.put(place + "order", String.valueOf(at + 1));
        form.put(place + "name", line.name());
        form.put(place + "description", line.description());
        form.put(place + "quantity", Input.text(line.quantity()));
        form.put(place + "each", Input.text(line.bundled().each()));
        form.put(place + "unit", line.unit());
        form.put(place + "price", Input.text(line.unitPrice()));
        form.put(place + "discount", Input.text(Input.percent(line.discount())));
        form.put(place + "vat", Input.text(Input.percent(line.vatRate())));
        form.put(place + "vat_reason", line.vatReason());
        form.put(place + "period", period == null ? "" : period.id());
        form.put(place + "cost", line.unitCost() == null ? "" : Input.text(line.unitCost()));
        form.put(place + "optional", line.optional() ? "true" : "");
        form.put(place + "tiers", line.tiers().text());
        form.put(place + "pricing", line.tiers().graduated() ? "graduated" : "volume");
        form.put(place + "metered", line.tiers().metered() ? "true" : "");
        line.ramp().forEach(step -> {
            form.put(place + "ramp." + step.year() + ".quantity", text(step.quantity()));
            form.put(place + "ramp." + step.year() + ".price", text(step.unitPrice()));
        });
    }

    private static String text(@Nullable BigDecimal value) {
        return value == null ? "" : Input.text(value);
    }

    /** @param place of its fields, such as {@code lines.0} */
    QuoteLine line(String place) {
        var known = before.get(form.getOrDefault(place + ".id", ""));
        var line = known == null ? NewLine.empty(!"text".equals(form.get(place + ".kind")), USUAL_VAT) : known;
        return line.heads() ? head(line, place) : line.item() ? item(line, place) : text(line, place);
    }

    private QuoteLine text(QuoteLine before, String place) {
        return new QuoteLine(
                before.id(),
                false,
                null,
                words(place, "name", "", QuoteForm.LONGEST),
                words(place, "description", "", QuoteForm.LONGEST_TEXT),
                "",
                BigDecimal.ONE,
                BigDecimal.ZERO,
                0,
                0,
                "",
                null,
                null,
                false,
                false);
    }

    /** What the whole bundle says; of its parts it says how many, and the discount. */
    private QuoteLine head(QuoteLine before, String place) {
        return new QuoteLine(
                before.id(),
                false,
                before.product(),
                words(place, "name", before.name(), QuoteForm.LONGEST),
                words(place, "description", before.description(), QuoteForm.LONGEST_TEXT),
                words(place, "unit", before.unit(), QuoteForm.LONGEST),
                number(place, "quantity", before.quantity(), QUANTITY_DIGITS),
                number(place, "price", before.unitPrice(), PRICE_DIGITS),
                percent(place, "discount", before.discount()),
                0,
                "",
                form.containsKey(place + ".period") ? Period.named(form.get(place + ".period")) : before.period(),
                null,
                "true".equals(form.get(place + ".optional")),
                before.chosen(),
                before.bundled(),
                List.of(),
                TieredPrice.FLAT);
    }

    private QuoteLine item(QuoteLine before, String place) {
        var of = before.bundled().of();
        var period = form.containsKey(place + ".period") || of == null
                ? Period.named(form.get(place + ".period"))
                : before.period();
        var tiers = tiers(place, before);
        return new QuoteLine(
                before.id(),
                true,
                before.product(),
                words(place, "name", before.name(), QuoteForm.LONGEST),
                words(place, "description", before.description(), QuoteForm.LONGEST_TEXT),
                words(place, "unit", before.unit(), QuoteForm.LONGEST),
                of == null ? number(place, "quantity", before.quantity(), QUANTITY_DIGITS) : before.quantity(),
                number(place, "price", before.unitPrice(), PRICE_DIGITS),
                percent(form.getOrDefault(place + ".discount", "0"), place + ".discount", before.discount(), faults),
                percent(place, "vat", before.vatRate()),
                words(place, "vat_reason", before.vatReason(), QuoteForm.LONGEST),
                period,
                cost(place, before.unitCost()),
                "true".equals(form.get(place + ".optional")),
                before.chosen(),
                of == null
                        ? Bundled.NONE
                        : Bundled.part(
                                of, number(place, "each", before.bundled().each(), QUANTITY_DIGITS)),
                of == null ? ramp(place, period, tiers, before) : List.of(),
                tiers);
    }

    /** What isn't said stays as it was; without tiers the price is what is typed. */
    private TieredPrice tiers(String place, QuoteLine before) {
        var metered = form.containsKey(place + ".metered")
                ? "true".equals(form.get(place + ".metered"))
                : !form.containsKey(place + ".metered.shown") && before.tiers().metered();
        var graduated = form.containsKey(place + ".pricing")
                ? "graduated".equals(form.get(place + ".pricing"))
                : before.tiers().graduated();
        var typed = form.getOrDefault(place + ".tiers", before.tiers().text());
        var tiers = TieredPrice.read("flat".equals(form.get(place + ".pricing")) ? "" : typed, graduated, metered);
        if (tiers == null) {
            faults.add(new Fault(place + ".tiers", "quote.fault.tiers"));
            return before.tiers();
        }
        return tiers;
    }

    /** From the second year on; a year that says nothing stays as the one before. */
    private List<RampStep> ramp(String place, @Nullable Period period, TieredPrice tiers, QuoteLine before) {
        var steps = new ArrayList<RampStep>();
        var said = ramps.getOrDefault(place, List.of());
        for (var year = RampStep.FIRST; year <= RampStep.LAST && !said.isEmpty(); year++) {
            var quantity = orNull(place, "ramp." + year + ".quantity", QUANTITY_DIGITS);
            var price = orNull(place, "ramp." + year + ".price", PRICE_DIGITS);
            if (quantity != null || price != null) {
                steps.add(new RampStep(year, quantity, price));
            }
        }
        if (said.stream()
                .anyMatch(name -> !STEP.matcher(name).matches()
                        && !form.getOrDefault(place + ".ramp." + name, "").isBlank())) {
            faults.add(new Fault(place, "quote.fault.ramp.year", RampStep.FIRST, RampStep.LAST));
        }
        if (tiers.hasTiers() && steps.stream().anyMatch(step -> step.unitPrice() != null)) {
            faults.add(new Fault(place, "quote.fault.ramp.tiers"));
            return before.ramp();
        }
        if (!steps.isEmpty() && period == null) {
            faults.add(new Fault(place, "quote.fault.ramp"));
            return before.ramp();
        }
        return said.isEmpty() && period != null ? before.ramp() : List.copyOf(steps);
    }

    private @Nullable BigDecimal orNull(String place, String name, int digits) {
        return form.getOrDefault(place + "." + name, "").isBlank()
                ? null
                : number(place, name, BigDecimal.ZERO, digits);
    }

    private String words(String place, String name, String before, int longest) {
        return QuoteForm.words(form, place + "." + name, before, longest);
    }

    private BigDecimal number(String place, String name, BigDecimal before, int digits) {
        var typed = form.get(place + "." + name);
        if (typed == null) {
            return before;
        }
        var value = Input.decimal(typed, digits);
        if (value == null) {
            faults.add(new Fault(place + "." + name, "quote.fault.number"));
            return before;
        }
        return value;
    }

    private @Nullable BigDecimal cost(String place, @Nullable BigDecimal before) {
        return form.containsKey(place + ".cost") ? orNull(place, "cost", PRICE_DIGITS) : before;
    }

    private int percent(String place, String name, int before) {
        var field = place + "." + name;
        return percent(form.getOrDefault(field, Input.text(Input.percent(before))), field, before, faults);
    }

    static int percent(String typed, String field, int before, List<Fault> faults) {
        var value = typed.isBlank() ? Integer.valueOf(0) : Input.percent(typed);
        if (value == null) {
            faults.add(new Fault(field, "quote.fault.percent"));
            return before;
        }
        return Objects.requireNonNull(value);
    }
}
