package io.diabolo.support;

import io.diabolo.mail.SharedMailboxes;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.HashMap;
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

/** How support works here, who answers in which tier, and the mails that are nobody's request. */
@Controller
class SupportController {
    private static final int SHOWN = 100;
    private final SupportSettings settings;
    private final SharedMailboxes mailboxes;
    private final SupportAddress address;
    private final Asides asides;

    SupportController(SupportSettings settings, SharedMailboxes mailboxes, SupportAddress address, Asides asides) {
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.address = address;
        this.asides = asides;
    }

    /**
     * @param shared the address of the mailbox that support reads; empty: none
     * @param own the reader's own mailbox, which they could share; empty: they have none
     * @param pages the address of the public pages; empty: there are none
     */
    record Page(
            SupportSettings.Setting setting,
            String shared,
            String own,
            boolean mine,
            String pages,
            List<SupportSettings.Agent> agents,
            boolean editable,
            boolean leading,
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale) {
        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String value(String name, String present) {
            return typed.getOrDefault(name, present);
        }
    }

    @GetMapping("/settings/support")
    ModelAndView show(Ui ui) {
        return page(Map.of(), Map.of(), false, HttpStatus.OK, ui);
    }

    private ModelAndView page(
            Map<String, String> typed, Map<String, String> faults, boolean stale, HttpStatus status, Ui ui) {
        var setting = settings.get();
        var shared = setting.mailbox() == null ? null : mailboxes.find(setting.mailbox());
        var own = mailboxes.own(ui.me());
        var key = setting.publicKey();
        return new ModelAndView(
                "support/settings",
                Map.of(
                        "page",
                        new Page(
                                setting,
                                shared == null ? "" : shared.address(),
                                own == null ? "" : own.address(),
                                shared != null && own != null && shared.id().equals(own.id()),
                                key == null ? "" : address.shown() + "/help/" + key,
                                settings.agents(),
                                ui.me().administrator(),
                                SupportRights.mayLead(ui.me()),
                                typed,
                                faults,
                                stale)),
                status);
    }

    @PostMapping("/settings/support")
    ModelAndView save(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var days = form.getOrDefault("close_days", "");
            settings.save(
                    new SupportSettings.Wanted(
                            form.containsKey("shares") ? Boolean.valueOf("true".equals(form.get("shares"))) : null,
                            "true".equals(form.get("acknowledges")),
                            "true".equals(form.get("rates")),
                            days.matches("[0-9]{1,3}") ? Integer.parseInt(days) : 0,
                            "true".equals(form.get("pages"))),
                    version(form),
                    ui.me());
            ui.flash("support.saved");
            return TicketController.seeOther("/settings/support");
        } catch (BadInput bad) {
            return page(form, faults(bad, ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(form, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    private static @Nullable Integer version(Map<String, String> form) {
        var given = form.getOrDefault("version", "");
        return given.matches("[0-9]{1,9}") ? Integer.valueOf(given) : null;
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new HashMap<String, String>();
        bad.faults()
                .forEach(fault -> all.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    @PostMapping("/settings/support/agents/{id}")
    ModelAndView place(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var tier = form.getOrDefault("tier", "");
            settings.place(
                    new MemberId(id),
                    tier.matches("[1-3]") ? Integer.parseInt(tier) : 0,
                    form.getOrDefault("skills", ""),
                    ui.me());
            ui.flash("support.saved");
            return TicketController.seeOther("/settings/support");
        } catch (BadInput bad) {
            return page(form, faults(bad, ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping("/tickets/aside")
    ModelAndView aside(Ui ui) {
        SupportRights.answer(ui.me());
        return new ModelAndView("support/aside", Map.of("mails", asides.newest(SHOWN)));
    }

    /** It is a request after all. */
    @PostMapping("/tickets/aside/{id}/ticket")
    ModelAndView free(@PathVariable UUID id, Ui ui) {
        return TicketController.seeOther("/tickets/" + asides.free(id, ui.me()));
    }
}
