package io.diabolo.accounts;

import io.diabolo.jooq.tables.records.AccountObjectiveRecord;
import io.diabolo.jooq.tables.records.AccountPlanRecord;
import io.diabolo.jooq.tables.records.AccountReviewRecord;
import io.diabolo.jooq.tables.records.CustomerAccountRecord;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An account's plan: objectives, the whitespace, what is to be done, the reviews. */
@Controller
class PlanController {
    private static final String PLAN = AccountController.ACCOUNT + "/plan";
    private final AccountFacts accounts;
    private final Whitespace whitespace;
    private final PlanBoard board;

    PlanController(AccountFacts accounts, Whitespace whitespace, PlanBoard board) {
        this.accounts = accounts;
        this.whitespace = whitespace;
        this.board = board;
    }

    /** All that the plan's page shows; {@code typed} is what was refused, {@code faults} why, by field. */
    record Page(
            CustomerAccountRecord account,
            @Nullable AccountPlanRecord plan,
            List<AccountObjectiveRecord> objectives,
            Whitespace.Grid grid,
            List<AccountFacts.Action> actions,
            List<AccountReviewRecord> reviews,
            Map<String, String> typed,
            Map<String, String> faults,
            Ui ui) {
        String path() {
            return "/accounts/" + account.getId();
        }

        boolean mayWork() {
            return AccountRights.mayWork(ui.me());
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String number(@Nullable BigDecimal value, String unit) {
            return value == null
                    ? "–"
                    : ui.number(value.stripTrailingZeros()) + (unit.isBlank() ? "" : "\u00A0" + unit);
        }

        boolean isLate(AccountObjectiveRecord one) {
            return one.getState().equals("open")
                    && one.getDueOn() != null
                    && one.getDueOn().isBefore(ui.today());
        }

        static String look(String state) {
            return switch (state) {
                case "bought", "reached", "held" -> "ok";
                case "offered", "planned" -> "accent";
                default -> "";
            };
        }
    }

    @GetMapping(PLAN)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var account = accounts.get(id, ui.me());
        var plan = accounts.plan(id);
        var page = new Page(
                account,
                plan,
                plan == null ? List.of() : accounts.objectives(plan.getId()),
                whitespace.of(id, ui.me()),
                accounts.actions(id),
                accounts.reviews(id, ui.me()),
                typed,
                faults,
                ui);
        return new ModelAndView("accounts/plan", Map.of("page", page), status);
    }

    /** Back to the plan, or to it with what was typed and why it can't be. */
    private ModelAndView done(UUID id, Map<String, String> form, Ui ui, Supplier<String> work) {
        try {
            return AccountController.seeOther(work.get());
        } catch (BadInput bad) {
            var faults = new HashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(id, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(PLAN)
    ModelAndView begin(@PathVariable UUID id, Ui ui) {
        board.begin(id, ui.me());
        return AccountController.seeOther("/accounts/" + id + "/plan");
    }

    @PostMapping(AccountController.ACCOUNT + "/objectives")
    ModelAndView objective(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            board.objective(
                    id,
                    form.getOrDefault("name", ""),
                    form.getOrDefault("target", ""),
                    form.getOrDefault("unit", ""),
                    form.getOrDefault("due_on", ""),
                    ui.me());
            ui.flash("plan.objective.added");
            return "/accounts/" + id + "/plan";
        });
    }

    @PostMapping(AccountController.ACCOUNT + "/actions")
    ModelAndView action(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            board.action(id, form.getOrDefault("subject", ""), form.getOrDefault("due_on", ""), ui.me());
            ui.flash("plan.action.added");
            return "/accounts/" + id + "/plan";
        });
    }

    @PostMapping(AccountController.ACCOUNT + "/reviews")
    ModelAndView review(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var review = board.review(id, form.getOrDefault("held_on", ""), ui.me());
            return "/account-reviews/" + review + "/document";
        });
    }

    /** One cell: refused with a reason, allowed again, or its sale opened. */
    @PostMapping(AccountController.ACCOUNT + "/whitespace")
    ModelAndView cell(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var entity = needed(form, "entity");
            var product = needed(form, "product");
            switch (form.getOrDefault("what", "")) {
                case "refuse" -> whitespace.refuse(id, entity, product, form.getOrDefault("reason", ""), ui.me());
                case "allow" -> whitespace.allow(id, entity, product, ui.me());
                case "offer" -> {
                    return "/opportunities/" + whitespace.offer(id, entity, product, ui.me());
                }
                default -> throw new BadInput("what", "whitespace.fault.what");
            }
            return "/accounts/" + id + "/plan";
        });
    }

    private static UUID needed(Map<String, String> form, String field) {
        var id = AccountController.id(form.getOrDefault(field, ""), "product", "whitespace.fault.cell");
        if (id == null) {
            throw new BadInput("product", "whitespace.fault.cell");
        }
        return id;
    }
}
