package io.diabolo.desks;

import io.diabolo.desks.Targets.Wish;
import io.diabolo.identity.TeamId;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figures;
import io.diabolo.web.Flash;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The targets of members and teams, as a page. */
@Controller
class TargetController {
    private final Targets targets;
    private final TargetPages pages;
    private final Figures figures;

    TargetController(Targets targets, TargetPages pages, Figures figures) {
        this.targets = targets;
        this.pages = pages;
        this.figures = figures;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry targetsEntry() {
            return NavigationEntry.of(NavigationGroup.TEAM, 15, "/targets", "target.nav");
        }
    }

    @GetMapping("/targets")
    ModelAndView show(
            @RequestParam(defaultValue = "") String role, @RequestParam(defaultValue = "") String period, Ui ui) {
        return page(role, period, "", "", HttpStatus.OK, ui);
    }

    private ModelAndView page(String role, String period, String refused, String fault, HttpStatus status, Ui ui) {
        return new ModelAndView("desks/targets", Map.of("page", pages.page(role, period, refused, fault, ui)), status);
    }

    /** All figures of one member or team; an empty one takes the target away. */
    @PostMapping("/targets")
    ModelAndView set(@RequestParam Map<String, String> form, Ui ui) {
        var role = form.getOrDefault("role", "");
        var period = Period.of(form.getOrDefault("period", ""));
        var who = form.getOrDefault("who", "");
        try {
            if (figures.of(role).isEmpty()) {
                throw new BadInput("role", "target.fault.figure");
            }
            var wishes = new ArrayList<Wish>();
            for (var figure : figures.of(role)) {
                var typed = form.get("value." + figure.id());
                if (typed != null) {
                    wishes.add(new Wish(member(who), team(who), role, figure.id(), period, value(figure, typed)));
                }
            }
            var changeSet = targets.set(List.copyOf(wishes), ui.me());
            var said = Flash.of("target.saved");
            ui.flash(changeSet == null ? said : said.undoneBy("/changes/" + changeSet + "/reversal"));
            var view = new RedirectView("/targets?role=" + role + "&period=" + period.id());
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(
                    role,
                    period.id(),
                    who,
                    ui.t(fault.key(), fault.args().toArray()),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    /** The months of what is typed and not saved yet. */
    @GetMapping("/targets/months")
    ModelAndView months(@RequestParam Map<String, String> form, Ui ui) {
        var role = form.getOrDefault("role", "");
        var period = Period.of(form.getOrDefault("period", ""));
        var who = form.getOrDefault("who", "");
        var fault = "";
        var set = new ArrayList<Target>();
        for (var figure : figures.of(role)) {
            try {
                var value = value(figure, form.getOrDefault("value." + figure.id(), ""));
                if (value != null) {
                    set.add(new Target(UUID.randomUUID(), member(who), team(who), role, figure.id(), period, value, 0));
                }
            } catch (BadInput bad) {
                fault = ui.t(bad.faults().getFirst().key());
            }
        }
        return new ModelAndView(
                "desks/months", Map.of("lines", pages.months(List.copyOf(set), role, ui), "fault", fault));
    }

    private static @Nullable MemberId member(String who) {
        return who.startsWith("member.") ? new MemberId(id(who)) : null;
    }

    private static @Nullable TeamId team(String who) {
        return who.startsWith("team.") ? new TeamId(id(who)) : null;
    }

    private static UUID id(String who) {
        try {
            return UUID.fromString(who.substring(who.indexOf('.') + 1));
        } catch (IllegalArgumentException _) {
            throw new BadInput("who", "target.fault.who");
        }
    }

    /** A share is typed in percent; French commas and spaces are taken. */
    static @Nullable BigDecimal value(Figure figure, String typed) {
        var text = typed.replaceAll("[\\s\\u00a0\\u202f%€]", "").replace(',', '.');
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,13}(\\.[0-9]{1,2})?")) {
            throw new BadInput("value", "target.fault.value");
        }
        var number = new BigDecimal(text);
        return figure.unit() == Figure.Unit.SHARE ? number.movePointLeft(2) : number;
    }
}
