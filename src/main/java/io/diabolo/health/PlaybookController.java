package io.diabolo.health;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What is done about customers in danger, to be read and rewritten. */
@Controller
class PlaybookController {
    private static final String PATH = "/settings/playbooks";
    private final Playbooks playbooks;

    PlaybookController(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    /**
     * One playbook as a form.
     *
     * @param key empty: a new one
     * @param removable own ones, and those that were changed
     */
    record Form(
            String key,
            String name,
            List<Playbook.Typed> tasks,
            int version,
            boolean removable,
            boolean builtIn,
            Map<String, String> faults,
            boolean stale) {
        String path() {
            return key.isEmpty() ? PATH : PATH + "/" + key;
        }

        String fault(String field) {
            return faults.getOrDefault(field, "");
        }

        String fault(int at) {
            return List.of("subject", "who", "days").stream()
                    .map(one -> fault("tasks[" + at + "]." + one))
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    @GetMapping(PATH)
    ModelAndView all(Ui ui) {
        mayRead(ui);
        return new ModelAndView("health/playbooks", Map.of("all", playbooks.all(ui.locale())));
    }

    private static void mayRead(Ui ui) {
        if (!Rules.mayEdit(ui.me())) {
            throw new NotAllowed("rules");
        }
    }

    @GetMapping(PATH + "/new")
    ModelAndView fresh(Ui ui) {
        mayRead(ui);
        return page(new Form("", "", padded(List.of()), 0, false, false, Map.of(), false), HttpStatus.OK);
    }

    @GetMapping(PATH + "/{key}")
    ModelAndView one(@PathVariable String key, Ui ui) {
        mayRead(ui);
        return page(form(find(key, ui)), HttpStatus.OK);
    }

    private Playbook find(String key, Ui ui) {
        var found = playbooks.find(key, ui.locale());
        if (found == null) {
            throw new NoSuchRecord("playbook", key);
        }
        return found;
    }

    private static Form form(Playbook one) {
        var tasks = one.tasks().stream()
                .map(task -> new Playbook.Typed(task.subject(), task.who(), String.valueOf(task.days())))
                .toList();
        return new Form(
                one.key(),
                one.name(),
                padded(tasks),
                one.version(),
                one.own(),
                Playbooks.isBuiltIn(one.key()),
                Map.of(),
                false);
    }

    private static List<Playbook.Typed> padded(List<Playbook.Typed> tasks) {
        var all = new ArrayList<>(tasks);
        while (all.size() < Playbook.MOST_TASKS) {
            all.add(new Playbook.Typed("", "csm", ""));
        }
        return all;
    }

    private static ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView("health/playbook", Map.of("form", form), status);
    }

    @PostMapping(PATH)
    ModelAndView create(@RequestParam Map<String, String> typed, Ui ui) {
        return save(null, typed, ui);
    }

    @PostMapping(PATH + "/{key}")
    ModelAndView update(@PathVariable String key, @RequestParam Map<String, String> typed, Ui ui) {
        return save(key, typed, ui);
    }

    private ModelAndView save(@Nullable String key, Map<String, String> typed, Ui ui) {
        var name = typed.getOrDefault("name", "");
        var tasks = new ArrayList<Playbook.Typed>();
        for (var at = 0; at < Playbook.MOST_TASKS; at++) {
            var field = "tasks[" + at + "].";
            tasks.add(new Playbook.Typed(
                    typed.getOrDefault(field + "subject", ""),
                    typed.getOrDefault(field + "who", "csm"),
                    typed.getOrDefault(field + "days", "")));
        }
        try {
            var version = HealthController.version(typed.getOrDefault("version", ""));
            playbooks.save(key, name, tasks, key == null ? null : version, ui.me());
            ui.flash("playbook.saved");
            return seeOther();
        } catch (BadInput bad) {
            var faults = new HashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(again(key, name, tasks, faults, false, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (StaleVersion _) {
            return page(again(key, name, tasks, Map.of(), true, ui), HttpStatus.CONFLICT);
        }
    }

    private Form again(
            @Nullable String key,
            String name,
            List<Playbook.Typed> tasks,
            Map<String, String> faults,
            boolean stale,
            Ui ui) {
        if (key == null) {
            return new Form("", name, tasks, 0, false, false, faults, stale);
        }
        var now = form(find(key, ui));
        return new Form(key, name, tasks, now.version(), now.removable(), now.builtIn(), faults, stale);
    }

    @PostMapping(PATH + "/{key}/removal")
    ModelAndView remove(@PathVariable String key, Ui ui) {
        playbooks.remove(key, ui.me());
        ui.flash("playbook.removed");
        return seeOther();
    }

    private static ModelAndView seeOther() {
        var view = new RedirectView(PATH);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
