package io.diabolo.delivery;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Amending a contract, ending it, and letting it run on. */
@Controller
class ContractController {
    private static final String CONTRACT = "/contracts/{id:[0-9a-fA-F-]{36}}";
    private final Contracts contracts;
    private final ContractedProducts products;

    ContractController(Contracts contracts, ContractedProducts products) {
        this.contracts = contracts;
        this.products = products;
    }

    /**
     * All that the forms show.
     *
     * @param day the one whose lines are shown
     * @param stale somebody changed the contract meanwhile
     */
    record Page(
            Contracts.Whole whole,
            LocalDate day,
            List<ContractedProducts.Choice> products,
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale) {
        String path() {
            return "/contracts/" + whole.contract().getId();
        }

        List<ContractLine> lines() {
            return whole.on(day);
        }

        String value(String name, String otherwise) {
            return typed.getOrDefault(name, otherwise);
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        boolean isTicked(String name) {
            return typed.containsKey(name);
        }
    }

    @GetMapping(CONTRACT + "/amendments/new")
    ModelAndView form(@PathVariable UUID id, @RequestParam Map<String, String> asked, Ui ui) {
        return page("delivery/amendment", id, asked, Map.of(), false, HttpStatus.OK, ui);
    }

    @PostMapping(CONTRACT + "/amendments")
    ModelAndView amend(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        ui.me().mayWrite();
        var whole = contracts.get(id, ui.me());
        return done("delivery/amendment", "contract.amended", id, form, ui, () -> {
            var wanted = named(AmendmentForm.read(whole, form));
            return contracts.amend(id, wanted, Typed.version(form.get("version")), ui.me());
        });
    }

    /** What is added of a product has its name where none is typed. */
    private Amendment.Wanted named(Amendment.Wanted wanted) {
        return new Amendment.Wanted(
                wanted.effectiveOn(),
                wanted.kind(),
                wanted.note(),
                wanted.changes().stream().map(this::named).toList());
    }

    private Amendment.Change named(Amendment.Change change) {
        if (!(change instanceof Amendment.Change.Added added) || added.product() == null) {
            return change;
        }
        var name = products.name(added.product());
        if (name == null) {
            throw new BadInput("add_product", "contract.fault.product");
        }
        return added.name().isEmpty()
                ? new Amendment.Change.Added(added.product(), name, added.quantity(), added.amount(), added.period())
                : added;
    }

    @GetMapping(CONTRACT + "/ending")
    ModelAndView ending(@PathVariable UUID id, @RequestParam Map<String, String> asked, Ui ui) {
        return page("delivery/ending", id, asked, Map.of(), false, HttpStatus.OK, ui);
    }

    @PostMapping(CONTRACT + "/ending")
    ModelAndView end(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done("delivery/ending", "contract.ended", id, form, ui, () -> {
            var ending = new ContractEnding(
                    Typed.day("ends_on", form.getOrDefault("ends_on", "")),
                    form.getOrDefault("end_reason", ""),
                    Typed.words(form.get("note"), 2_000));
            return contracts.end(id, ending, Typed.version(form.get("version")), ui.me());
        });
    }

    @PostMapping(CONTRACT + "/resumption")
    ModelAndView resume(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(
                "delivery/ending",
                "contract.resumed",
                id,
                form,
                ui,
                () -> contracts.resume(
                        id, Typed.words(form.get("note"), 2_000), Typed.version(form.get("version")), ui.me()));
    }

    private ModelAndView done(
            String view,
            String said,
            UUID id,
            Map<String, String> form,
            Ui ui,
            java.util.function.Supplier<UUID> work) {
        try {
            ui.flash(Flash.of(said).undoneBy("/changes/" + work.get() + "/reversal"));
            var redirect = new RedirectView("/contracts/" + id);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.putIfAbsent(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(view, id, form, faults, false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(view, id, form, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    private ModelAndView page(
            String view,
            UUID id,
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale,
            HttpStatus status,
            Ui ui) {
        var whole = contracts.get(id, ui.me());
        var start = whole.contract().getStartsOn();
        var usual = ui.today().isBefore(start) ? start : ui.today();
        var page = new Page(whole, AmendmentForm.day(typed, usual), products.offered(), typed, faults, stale);
        return new ModelAndView(view, Map.of("page", page), status);
    }
}
