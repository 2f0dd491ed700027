package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Accepting an invitation. */
@Controller
class InvitationController {
    private final Invitations invitations;
    private final Admission admission;

    InvitationController(Invitations invitations, Admission admission) {
        this.invitations = invitations;
        this.admission = admission;
    }

    @GetMapping("/invitations/{secret}")
    ModelAndView show(@PathVariable String secret) {
        var invitation = invitations.find(new Secret(secret));
        return invitation == null
                ? gone()
                : page(secret, invitation, Form.of(Map.of("name", invitation.name())), HttpStatus.OK);
    }

    @PostMapping("/invitations/{secret}")
    ModelAndView accept(
            @PathVariable String secret,
            @RequestParam Map<String, String> values,
            HttpServletRequest request,
            HttpServletResponse response) {
        var link = new Secret(secret);
        var invitation = invitations.find(link);
        if (invitation == null) {
            return gone();
        }
        var form = Form.of(values);
        try {
            var member = invitations.accept(link, form.value("name"), form.value("password"), request.getRemoteAddr());
            if (member == null) {
                return gone();
            }
            return new ModelAndView("redirect:" + admission.afterPassword(member, "/", request, response));
        } catch (BadInput e) {
            return page(secret, invitation, form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(String secret, Invitations.Invitation invitation, Form form, HttpStatus status) {
        return new ModelAndView("identity/invitation", status)
                .addObject("path", "/invitations/" + secret)
                .addObject("invitation", invitation)
                .addObject("form", form);
    }

    private static ModelAndView gone() {
        return new ModelAndView("identity/linkGone", HttpStatus.GONE).addObject("textKey", "invitation.gone");
    }
}
