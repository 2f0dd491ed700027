package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Who is in the workspace, and with which rights. */
@Controller
class MemberController {
    private final Members members;
    private final Teams teams;
    private final Staff staff;
    private final Invitations invitations;
    private final PasswordResets resets;
    private final SecondFactors factors;
    private final ObjectProvider<MemberBeside> beside;

    MemberController(
            Members members,
            Teams teams,
            Staff staff,
            Invitations invitations,
            PasswordResets resets,
            SecondFactors factors,
            ObjectProvider<MemberBeside> beside) {
        this.members = members;
        this.teams = teams;
        this.staff = staff;
        this.invitations = invitations;
        this.resets = resets;
        this.factors = factors;
        this.beside = beside;
    }

    @GetMapping("/members")
    ModelAndView list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean left,
            @RequestParam(required = false) @Nullable UUID after,
            Ui ui) {
        return new ModelAndView("identity/members")
                .addObject("page", members.page(q, left, after))
                .addObject("q", q)
                .addObject("left", left);
    }

    @GetMapping("/members/new")
    ModelAndView form(Ui ui) {
        mayAdminister(ui);
        return page(null, Form.of(Map.of("sight", Sight.ALL.id())), List.of(), HttpStatus.OK, ui);
    }

    /** Answers with the link itself, not elsewhere: it is shown once and kept nowhere. */
    @PostMapping("/members")
    ModelAndView create(@RequestParam MultiValueMap<String, String> values, Ui ui) {
        var form = Form.of(values.toSingleValueMap());
        var roles = values.getOrDefault("roles", List.of());
        try {
            var link = invitations.invite(request(form, roles), ui.me());
            return link("/invitations/", link, form.value("name"), "members.link.invitation");
        } catch (BadInput e) {
            return page(null, form.refused(e), roles, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping("/members/{id}")
    ModelAndView show(@PathVariable String id, Ui ui) {
        var member = found(id);
        return page(member, form(member), member.roles(), HttpStatus.OK, ui);
    }

    @PostMapping("/members/{id}")
    ModelAndView update(@PathVariable String id, @RequestParam MultiValueMap<String, String> values, Ui ui) {
        var member = found(id);
        var form = Form.of(values.toSingleValueMap());
        var roles = values.getOrDefault("roles", List.of());
        try {
            staff.change(member.id(), request(form, roles), number(form.value("version")), ui.me());
            ui.flash("members.saved", form.value("name"));
            return new ModelAndView("redirect:/members");
        } catch (BadInput e) {
            return page(member, form.refused(e), roles, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/members/{id}/invitation")
    ModelAndView invite(@PathVariable String id, @RequestParam Map<String, String> values, Ui ui) {
        var member = found(id);
        try {
            var link = invitations.inviteAgain(member.id(), Form.of(values).value("email"), ui.me());
            return link("/invitations/", link, member.name(), "members.link.invitation");
        } catch (BadInput e) {
            return refused(member, values, e, ui);
        }
    }

    @PostMapping("/members/{id}/password-reset")
    ModelAndView reset(@PathVariable String id, @RequestParam Map<String, String> values, Ui ui) {
        var member = found(id);
        try {
            var link = resets.link(member.id(), ui.me());
            return link("/password-resets/", link, member.name(), "members.link.reset");
        } catch (BadInput e) {
            return refused(member, values, e, ui);
        }
    }

    @PostMapping("/members/{id}/second-factor/removal")
    ModelAndView resetFactor(@PathVariable String id, @RequestParam Map<String, String> values, Ui ui) {
        var member = found(id);
        try {
            factors.reset(member.id(), ui.me());
            ui.flash("members.factor-reset", member.name());
            return new ModelAndView("redirect:/members/" + member.id());
        } catch (BadInput e) {
            return refused(member, values, e, ui);
        }
    }

    @PostMapping("/members/{id}/departure")
    ModelAndView leave(@PathVariable String id, @RequestParam Map<String, String> values, Ui ui) {
        var member = found(id);
        try {
            staff.leave(member.id(), id(Form.of(values).value("successor")), ui.me());
            ui.flash("members.left", member.name());
            return new ModelAndView("redirect:/members");
        } catch (BadInput e) {
            return refused(member, values, e, ui);
        }
    }

    private ModelAndView refused(Member member, Map<String, String> values, BadInput why, Ui ui) {
        var all = new HashMap<>(form(member).values());
        all.putAll(values);
        return page(member, Form.of(all).refused(why), member.roles(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
    }

    private ModelAndView page(@Nullable Member member, Form form, List<String> roles, HttpStatus status, Ui ui) {
        return new ModelAndView("identity/member", status)
                .addObject("page", new MemberPage(member, form, roles, teams.all(), members.owners()))
                .addObject(
                        "beside",
                        member == null
                                ? List.of()
                                : beside.orderedStream()
                                        .flatMap(one -> one.of(member, ui).stream())
                                        .toList());
    }

    private static ModelAndView link(String path, Secret secret, String name, String textKey) {
        var url = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(path + secret.text())
                .toUriString();
        return new ModelAndView("identity/memberLink")
                .addObject("url", url)
                .addObject("name", name)
                .addObject("textKey", textKey);
    }

    private static Form form(Member member) {
        var values = new HashMap<String, String>();
        values.put("name", member.name());
        values.put("email", member.email() == null ? "" : member.email());
        values.put("sight", member.sight().id());
        values.put("manager", member.manager() == null ? "" : member.manager().toString());
        values.put("team", member.team() == null ? "" : member.team().toString());
        values.put("version", Integer.toString(member.version()));
        if (member.administrator()) {
            values.put("administrator", "true");
        }
        return Form.of(values);
    }

    private static MemberRequest request(Form form, List<String> roles) {
        var manager = form.value("manager");
        var team = form.value("team");
        return new MemberRequest(
                form.value("name"),
                form.value("email"),
                roles,
                form.is("administrator", "true"),
                form.value("sight"),
                manager.isEmpty() ? null : id(manager),
                team.isEmpty() ? null : new TeamId(id(team).value()));
    }

    private static void mayAdminister(Ui ui) {
        ui.me().mayAdminister();
    }

    private Member found(String id) {
        var member = members.find(id(id));
        if (member == null) {
            throw new NoSuchRecord("member", id);
        }
        return member;
    }

    private static MemberId id(String text) {
        try {
            return MemberId.of(text);
        } catch (IllegalArgumentException e) {
            throw new NoSuchRecord("member", text);
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
