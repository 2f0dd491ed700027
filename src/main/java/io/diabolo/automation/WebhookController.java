package io.diabolo.automation;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of webhooks and of what they were told. */
@Controller
class WebhookController {
    private static final int A_PAGE = 50;
    private final Webhooks webhooks;
    private final Deliveries deliveries;

    WebhookController(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @GetMapping("/webhooks")
    ModelAndView list(Ui ui) {
        return new ModelAndView("automation/webhooks", Map.of("all", webhooks.all(ui.me())));
    }

    /**
     * All that the page of one webhook shows.
     *
     * @param webhook null: it isn't kept yet
     * @param secret shown once; empty otherwise
     */
    record Page(
            @Nullable Webhook webhook,
            Map<String, String> typed,
            Map<String, String> faults,
            String secret,
            List<Deliveries.Delivery> deliveries,
            Ui ui) {
        String value(String name, String kept) {
            return typed.getOrDefault(name, kept);
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String path() {
            var kept = webhook;
            return kept == null ? "/webhooks" : "/webhooks/" + kept.id();
        }

        boolean isOn() {
            var kept = webhook;
            return kept == null || kept.isOn();
        }
    }

    @GetMapping("/webhooks/new")
    ModelAndView blank(Ui ui) {
        AutomationRights.read(ui.me());
        return page(null, Map.of(), Map.of(), "", HttpStatus.OK, ui);
    }

    private ModelAndView page(
            @Nullable Webhook webhook,
            Map<String, String> typed,
            Map<String, String> faults,
            String secret,
            HttpStatus status,
            Ui ui) {
        var told = webhook == null
                ? List.<Deliveries.Delivery>of()
                : deliveries.all(webhook.id(), null, null, 10, ui.me());
        return new ModelAndView(
                "automation/webhook", Map.of("page", new Page(webhook, typed, faults, secret, told, ui)), status);
    }

    @GetMapping("/webhooks/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(webhooks.get(id, ui.me()), Map.of(), Map.of(), "", HttpStatus.OK, ui);
    }

    /** Answers with the page itself: the secret is shown once, so nothing could show it after a redirect. */
    @PostMapping("/webhooks")
    ModelAndView create(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var made = webhooks.create(form.getOrDefault("name", ""), form.getOrDefault("url", ""), ui.me());
            return page(webhooks.get(made.id(), ui.me()), Map.of(), Map.of(), made.secret(), HttpStatus.OK, ui);
        } catch (BadInput bad) {
            return page(null, form, AutomationController.faults(bad, ui), "", HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/webhooks/{id}")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var kept = webhooks.get(id, ui.me());
        var version = form.getOrDefault("version", "");
        try {
            webhooks.save(
                    id,
                    form.getOrDefault("name", ""),
                    form.getOrDefault("url", ""),
                    form.containsKey("on"),
                    version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null,
                    ui.me());
            ui.flash("webhook.saved");
            return AutomationController.seeOther("/webhooks/" + id);
        } catch (StaleVersion _) {
            return page(kept, form, Map.of("", ui.t("record.stale")), "", HttpStatus.CONFLICT, ui);
        } catch (BadInput bad) {
            return page(kept, form, AutomationController.faults(bad, ui), "", HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/webhooks/{id}/secret")
    ModelAndView renew(@PathVariable UUID id, Ui ui) {
        var secret = webhooks.renewSecret(id, ui.me());
        return page(webhooks.get(id, ui.me()), Map.of(), Map.of(), secret, HttpStatus.OK, ui);
    }

    @PostMapping("/webhooks/{id}/tests")
    ModelAndView test(@PathVariable UUID id, Ui ui) {
        var delivery = deliveries.test(id, ui.me());
        ui.flash("webhook.tested");
        return AutomationController.seeOther("/webhook-deliveries/" + delivery);
    }

    @PostMapping("/webhooks/{id}/removal")
    ModelAndView remove(@PathVariable UUID id, Ui ui) {
        webhooks.delete(id, ui.me());
        ui.flash("webhook.removed");
        return AutomationController.seeOther("/webhooks");
    }

    /** All that the log of deliveries shows. */
    record LogPage(List<Deliveries.Delivery> all, String webhook, String state, String more) {
        List<String> states() {
            return Deliveries.STATES;
        }

        String path(String other) {
            return "/webhook-deliveries?state=" + other + (webhook.isEmpty() ? "" : "&webhook=" + webhook);
        }
    }

    @GetMapping("/webhook-deliveries")
    ModelAndView log(@RequestParam Map<String, String> asked, Ui ui) {
        var webhook = RunController.uuid(asked, "webhook");
        var state = asked.getOrDefault("state", "");
        var known = Deliveries.STATES.contains(state) ? state : "";
        var found = deliveries.all(
                webhook, known.isEmpty() ? null : known, RunController.uuid(asked, "after"), A_PAGE + 1, ui.me());
        var shown = found.subList(0, Math.min(A_PAGE, found.size()));
        return new ModelAndView(
                "automation/deliveries",
                Map.of(
                        "page",
                        new LogPage(
                                shown,
                                webhook == null ? "" : webhook.toString(),
                                known,
                                found.size() > A_PAGE ? shown.getLast().id().toString() : "")));
    }

    @GetMapping("/webhook-deliveries/{id}")
    ModelAndView delivery(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("automation/delivery", Map.of("one", deliveries.get(id, ui.me())));
    }

    @PostMapping("/webhook-deliveries/{id}/replay")
    ModelAndView replay(@PathVariable UUID id, Ui ui) {
        var again = deliveries.replay(id, ui.me());
        ui.flash("webhook.replayed");
        return AutomationController.seeOther("/webhook-deliveries/" + again);
    }
}
