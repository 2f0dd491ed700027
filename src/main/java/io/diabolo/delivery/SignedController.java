package io.diabolo.delivery;

import io.diabolo.platform.Money;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The pages of an order and of a contract. */
@Controller
class SignedController {
    private final Records records;
    private final OrderType orders;
    private final ContractType contracts;
    private final SignedQuotes quotes;

    SignedController(Records records, OrderType orders, ContractType contracts, SignedQuotes quotes) {
        this.records = records;
        this.orders = orders;
        this.contracts = contracts;
        this.quotes = quotes;
    }

    /** @param path where it leads; empty where nowhere */
    record Fact(String label, String value, String path) {}

    /** @param list text key of the list's name */
    record Page(String title, String plural, String list, UUID quote, List<Fact> facts) {}

    @GetMapping("/orders/{id:[0-9a-fA-F-]{36}}")
    ModelAndView order(@PathVariable UUID id, Ui ui) {
        var row = records.get(orders, id, ui.me());
        return page(orders, row, "record.sales_order.many", quotes.ofOrder(id), ui);
    }

    @GetMapping("/contracts/{id:[0-9a-fA-F-]{36}}")
    ModelAndView contract(@PathVariable UUID id, Ui ui) {
        var row = records.get(contracts, id, ui.me());
        return page(contracts, row, "record.contract.many", quotes.ofContract(id), ui);
    }

    private static ModelAndView page(RecordType type, RecordRow row, String list, UUID quote, Ui ui) {
        var facts = new ArrayList<Fact>();
        for (var field : type.fields()) {
            var value = row.value(field.name());
            if (value != null && !field.name().equals("name")) {
                facts.add(fact(type, field.name(), value, ui));
            }
        }
        var page = new Page(String.valueOf(row.value("name")), type.plural(), list, quote, facts);
        return new ModelAndView("delivery/signed", Map.of("page", page));
    }

    private static Fact fact(RecordType type, String name, Object value, Ui ui) {
        var label = ui.t("field." + type.id() + "." + name);
        return switch (value) {
            case Reference reference -> new Fact(label, shown(reference.label()), path(name, reference.id()));
            case Money money -> new Fact(label, ui.money(money), "");
            case LocalDate day -> new Fact(label, ui.dayLong(day), "");
            case Instant instant -> new Fact(label, ui.moment(instant), "");
            case String text
            when name.equals("state") -> new Fact(label, ui.t("choice." + type.id() + ".state." + text), "");
            default -> new Fact(label, value.toString(), "");
        };
    }

    private static String shown(@Nullable String label) {
        return label == null ? "–" : label;
    }

    private static String path(String name, UUID id) {
        return switch (name) {
            case "company" -> "/companies/" + id;
            case "opportunity" -> "/opportunities/" + id;
            default -> "";
        };
    }
}
