package io.diabolo.qualification;

import io.diabolo.platform.BadInput;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Who gets leads: capacity and absence of each member, as a page and in the API. */
@Controller
class TakerController {
    private final TakerSettings takers;

    TakerController(TakerSettings takers) {
        this.takers = takers;
    }

    /** @param refused the member whose values were refused, as text; empty: none */
    record Page(
            List<TakerSettings.Taker> takers,
            String q,
            boolean all,
            UUID me,
            String refused,
            Map<String, String> typed,
            String fault) {
        boolean isCut() {
            return takers.size() == TakerSettings.MOST;
        }

        boolean mayChange(TakerSettings.Taker taker) {
            return all || taker.id().equals(me);
        }

        String value(TakerSettings.Taker taker, String name) {
            if (refused.equals(taker.id().toString())) {
                return typed.getOrDefault(name, "");
            }
            return Objects.toString(
                    switch (name) {
                        case "capacity" -> taker.capacity();
                        case "absent_from" -> taker.from();
                        default -> taker.until();
                    },
                    "");
        }
    }

    @GetMapping("/settings/takers")
    ModelAndView show(@RequestParam(defaultValue = "") String q, Ui ui) {
        return page(q, "", Map.of(), "", HttpStatus.OK, ui);
    }

    private ModelAndView page(
            String q, String refused, Map<String, String> typed, String fault, HttpStatus status, Ui ui) {
        var page = new Page(
                takers.named(q), q, Rules.mayEdit(ui.me()), ui.me().member().value(), refused, typed, fault);
        return new ModelAndView("qualification/takers", Map.of("page", page), status);
    }

    @PostMapping("/settings/takers/{id}")
    ModelAndView change(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            write(id, form, ui);
            ui.flash("takers.saved");
            var view = new RedirectView(UriComponentsBuilder.fromPath("/settings/takers")
                    .queryParam("q", "{q}")
                    .build(form.getOrDefault("q", ""))
                    .toString());
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(
                    form.getOrDefault("q", ""),
                    id.toString(),
                    form,
                    ui.t(fault.key(), fault.args().toArray()),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    private void write(UUID id, Map<String, String> form, Ui ui) {
        var capacity = form.getOrDefault("capacity", "").replaceAll("[\\s\\u00a0\\u202f]", "");
        if (!capacity.matches("|[0-9]{1,6}")) {
            throw new BadInput("capacity", "takers.fault.capacity");
        }
        takers.change(
                id,
                capacity.isEmpty() ? null : Integer.valueOf(capacity),
                LeadDecisionController.day(form.get("absent_from")),
                LeadDecisionController.day(form.get("absent_until")),
                ui.me());
    }

    @GetMapping("/api/v1/lead-takers")
    @ResponseBody
    Map<String, Object> list(@RequestParam(defaultValue = "") String q) {
        List<Map<String, @Nullable Object>> items =
                takers.named(q).stream().map(TakerController::json).toList();
        return Map.of("items", items);
    }

    private static Map<String, @Nullable Object> json(TakerSettings.Taker taker) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("member_id", taker.id().toString());
        body.put("name", taker.name());
        body.put("capacity", taker.capacity());
        body.put("absent_from", taker.from() == null ? null : taker.from().toString());
        body.put("absent_until", taker.until() == null ? null : taker.until().toString());
        return body;
    }

    @PutMapping("/api/v1/lead-takers/{id}")
    @ResponseBody
    Map<String, Object> put(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var form = new LinkedHashMap<String, String>();
        body.forEach((name, value) -> form.put(name, Objects.toString(value, "")));
        write(id, form, ui);
        return list("");
    }
}
