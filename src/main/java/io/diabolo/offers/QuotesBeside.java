package io.diabolo.offers;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside an opportunity its quotes, and the way to a new one; beside a price list its prices, beside a product its parts. */
@Component
@Order(15)
class QuotesBeside implements RecordBeside {
    private final Versions versions;
    private final ProductParts parts;

    QuotesBeside(Versions versions, ProductParts parts) {
        this.versions = versions;
        this.parts = parts;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (type.equals("price_list")) {
            return List.of(new Panel(
                    "price-list.prices.title",
                    List.of(new Line(ui.t("price-list.prices.open"), "", "/price-lists/" + row.id() + "/prices", ""))));
        }
        if (type.equals("product")) {
            var lines = new ArrayList<Line>();
            parts.of(row.id(), ui.me())
                    .parts()
                    .forEach(part -> lines.add(new Line(
                            part.name(), ui.number(part.quantity()) + "\u00a0×", "/products/" + part.product(), "")));
            lines.add(new Line(ui.t("product.parts.open"), "", "/products/" + row.id() + "/parts", ""));
            var calculator = List.of(new Line(ui.t("roi.open"), "", "/products/" + row.id() + "/calculator", ""));
            return List.of(new Panel("product.parts", lines), new Panel("roi.title", calculator));
        }
        if (!type.equals("opportunity")) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("quote.new"), "", "/opportunities/" + row.id() + "/quotes/new", ""));
        versions.ofOpportunity(row.id())
                .forEach(quote -> lines.add(new Line(
                        quote.number().isEmpty()
                                ? quote.title()
                                : quote.issue() == 1 ? quote.number() : quote.number() + " v" + quote.issue(),
                        ui.t("choice.quote.state." + quote.state()) + " · " + ui.money(quote.net()),
                        "/quotes/" + quote.id(),
                        "")));
        return List.of(new Panel("record.quote.many", lines));
    }
}
