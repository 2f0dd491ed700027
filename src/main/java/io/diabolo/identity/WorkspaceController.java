package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The workspace's own settings, and going from one workspace to another. */
@Controller
class WorkspaceController {
    private final Workspaces workspaces;
    private final Profiles profiles;
    private final Sessions sessions;

    WorkspaceController(Workspaces workspaces, Profiles profiles, Sessions sessions) {
        this.workspaces = workspaces;
        this.profiles = profiles;
        this.sessions = sessions;
    }

    @GetMapping("/workspace")
    ModelAndView show(Ui ui) {
        ui.me().mayAdminister();
        var settings = workspaces.settings();
        return page(
                Form.of(Map.of(
                        "organisation", settings.name(),
                        "language", settings.locale().getLanguage(),
                        "zone", settings.zone().getId(),
                        "currency", settings.currency().getCurrencyCode(),
                        "second_factor", Boolean.toString(profiles.mustProve()))),
                HttpStatus.OK);
    }

    @PostMapping("/workspace")
    ModelAndView update(@RequestParam Map<String, String> values, Ui ui) {
        var form = Form.of(values);
        try {
            profiles.changeWorkspace(
                    form.value("organisation"),
                    form.value("language"),
                    form.value("zone"),
                    form.value("currency"),
                    form.is("second_factor", "true"),
                    ui.me());
            ui.flash("workspace.saved");
            return new ModelAndView("redirect:/workspace");
        } catch (BadInput e) {
            return page(form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/workspaces")
    ModelAndView list(Ui ui) {
        return new ModelAndView("identity/workspaces").addObject("memberships", profiles.memberships(ui.me()));
    }

    /** Goes there; a session is in one workspace at a time. */
    @PostMapping("/workspaces/{id}/session")
    ModelAndView enter(@PathVariable UUID id, Ui ui, HttpServletRequest request, HttpServletResponse response) {
        var member = profiles.in(id, ui.me());
        if (member == null) {
            throw new NoSuchRecord("workspace", id);
        }
        sessions.begin(member, request, response);
        return new ModelAndView("redirect:/");
    }

    private static ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView("identity/workspace", status).addObject("form", form);
    }
}
