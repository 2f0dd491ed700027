package io.diabolo.targets;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.targets.MemberRamps.Own;
import io.diabolo.web.Flash;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Season, ramp-up and ranking of targets, as pages; what is typed is drawn before it is saved. */
@Controller
class PlanningController {
    private static final int EARLIEST = 1970;
    private static final int LATEST = 2200;
    private static final String PATH = "/settings/targets";
    private static final String MEMBER = PATH + "/members/{id:[0-9a-fA-F-]{36}}";
    private final PlanningPages pages;
    private final PlanningPreviews previews;
    private final SeasonProfiles seasons;
    private final RampPlans plans;
    private final MemberRamps members;
    private final Rankings rankings;

    PlanningController(
            PlanningPages pages,
            PlanningPreviews previews,
            SeasonProfiles seasons,
            RampPlans plans,
            MemberRamps members,
            Rankings rankings) {
        this.pages = pages;
        this.previews = previews;
        this.seasons = seasons;
        this.plans = plans;
        this.members = members;
        this.rankings = rankings;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry targetPlanningEntry() {
            return NavigationEntry.of(NavigationGroup.SETTINGS, 68, PATH, "season.title")
                    .visibleTo(PlanningRights::mayPlan);
        }
    }

    @GetMapping(PATH)
    ModelAndView show(
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "false") String propose,
            Ui ui) {
        return page(figure, role, propose.equals("true"), Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            String figure,
            String role,
            boolean propose,
            Map<String, String> form,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        return new ModelAndView(
                "targets/planning", Map.of("page", pages.page(figure, role, propose, form, faults, ui)), status);
    }

    /** Twelve months as they are typed, not saved. */
    @GetMapping(PATH + "/seasonality")
    ModelAndView season(@RequestParam Map<String, String> form, Ui ui) {
        PlanningRights.look(ui.me());
        var preview = previews.season(
                form.getOrDefault("figure", ""), PlanningPages.typed(form), form.getOrDefault("example", ""), ui);
        return new ModelAndView("targets/seasonPreview", Map.of("preview", preview));
    }

    @PostMapping(PATH + "/seasonality")
    ModelAndView setSeason(@RequestParam Map<String, String> form, Ui ui) {
        var figure = form.getOrDefault("figure", "");
        var role = form.getOrDefault("role", "");
        try {
            var season = form.containsKey("remove") ? null : Seasonality.typed(PlanningPages.typed(form));
            var proposal = season == null
                    ? ""
                    : String.join(
                            ",", season.shares().stream().map(String::valueOf).toList());
            var origin = !proposal.isEmpty() && proposal.equals(form.get("proposal"))
                    ? SeasonProfiles.HISTORY
                    : SeasonProfiles.TYPED;
            return saved(seasons.set(figure, season, origin, ui.me()), "season.saved", figure, role, ui);
        } catch (BadInput bad) {
            return page(figure, role, false, form, faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new HashMap<String, String>();
        bad.faults()
                .forEach(fault -> all.putIfAbsent(
                        fault.field().startsWith("shares[") ? "shares" : fault.field(),
                        ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    private static ModelAndView saved(@Nullable UUID changeSet, String text, String figure, String role, Ui ui) {
        return saved(changeSet, text, PATH + "?figure=" + plain(figure) + "&role=" + plain(role), ui);
    }

    private static String plain(String id) {
        return id.replaceAll("[^a-z0-9-]", "");
    }

    private static ModelAndView saved(@Nullable UUID changeSet, String text, String path, Ui ui) {
        var said = Flash.of(text);
        ui.flash(changeSet == null ? said : said.undoneBy("/changes/" + changeSet + "/reversal"));
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    /** Shares as they are typed, from a day on, not saved. */
    @GetMapping(PATH + "/ramp")
    ModelAndView ramp(@RequestParam Map<String, String> form, Ui ui) {
        PlanningRights.look(ui.me());
        var preview = previews.ramp(
                form.getOrDefault("plan", ""), PlanningPages.start(form.getOrDefault("start", ""), ui), ui);
        return new ModelAndView("targets/rampPreview", Map.of("preview", preview));
    }

    @PostMapping(PATH + "/ramp")
    ModelAndView setRamp(@RequestParam Map<String, String> form, Ui ui) {
        var role = form.getOrDefault("role", "");
        var figure = form.getOrDefault("figure", "");
        var typed = form.getOrDefault("plan", "");
        try {
            var shares = typed.isBlank() ? null : Ramp.typed(typed);
            return saved(plans.set(role, shares, ui.me()), "ramp.saved", figure, role, ui);
        } catch (BadInput bad) {
            var faults = Map.of("plan", faults(bad, ui).values().iterator().next());
            return page(figure, role, false, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping(MEMBER)
    ModelAndView member(@PathVariable UUID id, @RequestParam(defaultValue = "") String role, Ui ui) {
        return member(id, role, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView member(
            UUID id, String role, Map<String, String> form, Map<String, String> faults, HttpStatus status, Ui ui) {
        return new ModelAndView(
                "targets/member", Map.of("page", pages.member(new MemberId(id), role, form, faults, ui)), status);
    }

    @GetMapping(MEMBER + "/preview")
    ModelAndView preview(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var page = pages.member(new MemberId(id), form.getOrDefault("role", ""), form, Map.of(), ui);
        return new ModelAndView("targets/rampPreview", Map.of("preview", page.preview()));
    }

    @PostMapping(MEMBER)
    ModelAndView setMember(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var role = form.getOrDefault("role", "");
        var mode = form.getOrDefault("mode", "plan");
        try {
            var shares = mode.equals("own") ? Ramp.typed(form.getOrDefault("shares", "")) : null;
            var own = new Own(mode, day("starts_on", form.getOrDefault("starts_on", "")), shares);
            return saved(members.set(new MemberId(id), role, own, ui.me()), "ramp.saved", "", role, ui);
        } catch (BadInput bad) {
            return member(id, role, form, faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    static @Nullable LocalDate day(String field, String typed) {
        try {
            var day = typed.isBlank() ? null : LocalDate.parse(typed.strip());
            if (day != null && (day.getYear() < EARLIEST || day.getYear() > LATEST)) {
                throw new BadInput(field, "problem.field.date");
            }
            return day;
        } catch (DateTimeException _) {
            throw new BadInput(field, "problem.field.date");
        }
    }

    @PostMapping(PATH + "/rankings")
    ModelAndView setRankings(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var wanted =
                    new Rankings.Setting(form.containsKey("shown"), day("told_on", form.getOrDefault("told_on", "")));
            return saved(rankings.set(wanted, ui.me()), "ranking.saved", PATH, ui);
        } catch (BadInput bad) {
            var typed = new HashMap<>(form);
            typed.putIfAbsent("told_on", "");
            return page("", "", false, typed, faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }
}
