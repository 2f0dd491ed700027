package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The teams on one page. */
@Controller
class TeamController {
    private final Teams teams;

    TeamController(Teams teams) {
        this.teams = teams;
    }

    @GetMapping("/teams")
    ModelAndView list(Ui ui) {
        return page(Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/teams")
    ModelAndView create(@RequestParam Map<String, String> values, Ui ui) {
        return saving(values, name -> teams.create(name, ui.me()));
    }

    @PostMapping("/teams/{id}")
    ModelAndView update(@PathVariable UUID id, @RequestParam Map<String, String> values, Ui ui) {
        return saving(values, name -> teams.rename(new TeamId(id), name, ui.me()));
    }

    @PostMapping("/teams/{id}/deletion")
    ModelAndView delete(@PathVariable UUID id, Ui ui) {
        teams.delete(new TeamId(id), ui.me());
        return new ModelAndView("redirect:/teams");
    }

    private ModelAndView saving(Map<String, String> values, Consumer<String> save) {
        var form = Form.of(values);
        try {
            save.accept(form.value("name"));
            return new ModelAndView("redirect:/teams");
        } catch (BadInput e) {
            return page(form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView("identity/teams", status)
                .addObject("teams", teams.all())
                .addObject("form", form);
    }
}
