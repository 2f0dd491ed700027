package io.diabolo.targets;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figures;
import io.diabolo.targets.MemberRamps.OfRole;
import io.diabolo.targets.MemberRamps.Own;
import io.diabolo.targets.PlanningPage.MemberPage;
import io.diabolo.targets.PlanningPage.Newcomer;
import io.diabolo.targets.PlanningPage.RampForm;
import io.diabolo.targets.PlanningPage.Ranked;
import io.diabolo.targets.PlanningPage.Season;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the pages of ramp-up and seasonality together. */
@Component
class PlanningPages {
    /** Whose history speaks for all figures. */
    private static final String ALL_BY = "bookings";

    private final Figures figures;
    private final SeasonProfiles seasons;
    private final SeasonHistory history;
    private final RampPlans plans;
    private final MemberRamps ramps;
    private final Rankings rankings;
    private final Members members;
    private final PlanningPreviews previews;

    PlanningPages(
            Figures figures,
            SeasonProfiles seasons,
            SeasonHistory history,
            RampPlans plans,
            MemberRamps ramps,
            Rankings rankings,
            Members members,
            PlanningPreviews previews) {
        this.figures = figures;
        this.seasons = seasons;
        this.history = history;
        this.plans = plans;
        this.ramps = ramps;
        this.rankings = rankings;
        this.members = members;
        this.previews = previews;
    }

    /** @param form what was typed and refused, or empty; {@code propose} fills the months in from history */
    @Transactional(readOnly = true)
    public PlanningPage page(
            String figure, String role, boolean propose, Map<String, String> form, Map<String, String> faults, Ui ui) {
        PlanningRights.look(ui.me());
        var roles =
                SalesRoles.IDS.stream().filter(one -> !ofRole(one).isEmpty()).toList();
        var adding = SalesRoles.IDS.stream()
                .flatMap(one -> ofRole(one).stream())
                .map(Figure::id)
                .distinct()
                .toList();
        var shownFigure = adding.contains(figure) ? figure : "";
        var shownRole = roles.contains(role) ? role : roles.isEmpty() ? "" : roles.getFirst();
        var plan = plans.all().get(shownRole);
        var typed = form.getOrDefault("plan", plan == null ? "" : Ramp.typed(plan));
        return new PlanningPage(
                shownFigure,
                adding,
                season(shownFigure, adding, propose, form, ui),
                shownRole,
                roles,
                new RampForm(typed, plan != null, previews.ramp(typed, start(form.getOrDefault("start", ""), ui), ui)),
                newcomers(shownRole, plan, ui),
                ranked(form),
                faults);
    }

    private List<Figure> ofRole(String role) {
        return figures.of(role).stream().filter(TargetPlan::addsUp).toList();
    }

    private Season season(String figure, List<String> adding, boolean propose, Map<String, String> form, Ui ui) {
        var by = figure.isEmpty() ? ALL_BY : figure;
        var proposable = adding.contains(by);
        var all = seasons.all();
        var own = all.get(figure);
        var found = propose && proposable ? history.of(by, ui.me()) : null;
        var proposed = found == null ? null : found.season();
        var typed = form.containsKey("m1")
                ? typed(form)
                : proposed != null ? typed(proposed) : own == null ? Collections.nCopies(12, "") : typed(own.season());
        return new Season(
                typed,
                PlanningPreviews.names(ui),
                own != null,
                said(own, all.get(""), figure, ui),
                proposed == null
                        ? ""
                        : String.join(
                                ",",
                                proposed.shares().stream().map(String::valueOf).toList()),
                found == null ? "" : history(found, by, ui),
                proposable,
                previews.season(figure, typed, form.getOrDefault("example", ""), ui));
    }

    private static String said(
            SeasonProfiles.@Nullable Profile own, SeasonProfiles.@Nullable Profile general, String figure, Ui ui) {
        if (own != null) {
            return ui.t("season.origin." + own.origin());
        }
        return ui.t(figure.isEmpty() || general == null ? "season.origin.none" : "season.origin.general");
    }

    private static String history(SeasonHistory.Found found, String figure, Ui ui) {
        var label = ui.t("figure." + figure);
        if (found.season() != null) {
            return ui.t("season.history", found.years(), label);
        }
        var since = found.since();
        return since == null
                ? ui.t("season.history.nothing", label)
                : ui.t("season.history.short", label, ui.month(since), SeasonHistory.LEAST_YEARS);
    }

    static List<String> typed(Map<String, String> form) {
        return IntStream.rangeClosed(1, Seasonality.MONTHS)
                .mapToObj(month -> form.getOrDefault("m" + month, ""))
                .toList();
    }

    private static List<String> typed(Seasonality season) {
        return Arrays.stream(Month.values())
                .map(month -> season.percent(month).stripTrailingZeros().toPlainString())
                .toList();
    }

    private List<Newcomer> newcomers(String role, @Nullable List<Integer> plan, Ui ui) {
        var of = ramps.of(role);
        var all = of.ramps(plan);
        return members.active().stream()
                .filter(member ->
                        member.roles().contains(role) && ui.me().visibility().covers(member.id()))
                .map(member -> newcomer(member, of, all.get(member.id()), ui))
                .toList();
    }

    private static Newcomer newcomer(Member member, OfRole of, @Nullable Ramp ramp, Ui ui) {
        var own = of.own().get(member.id());
        var mode = own == null ? "plan" : own.mode();
        if (ramp == null) {
            return new Newcomer(
                    member.id(),
                    member.name(),
                    ui.t(mode.equals("none") ? "ramp.said.none" : "ramp.said.unknown"),
                    false);
        }
        var going = ramp.fullFrom().isAfter(ui.today());
        return new Newcomer(
                member.id(),
                member.name(),
                ui.t(
                        !going ? "ramp.said.over" : mode.equals("own") ? "ramp.said.own" : "ramp.said.plan",
                        ui.day(ramp.start()),
                        ui.day(ramp.fullFrom())),
                going);
    }

    private Ranked ranked(Map<String, String> form) {
        var now = rankings.present();
        var told = now.toldOn();
        return form.containsKey("told_on")
                ? new Ranked(form.containsKey("shown"), form.getOrDefault("told_on", ""))
                : new Ranked(now.shown(), told == null ? "" : told.toString());
    }

    /** Today where nothing can be read. */
    static LocalDate start(String typed, Ui ui) {
        try {
            return Objects.requireNonNullElse(PlanningController.day("start", typed), ui.today());
        } catch (BadInput _) {
            return ui.today();
        }
    }

    /** @throws NoSuchRecord when there is no such member whom the reader sees */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public MemberPage member(MemberId id, String role, Map<String, String> form, Map<String, String> faults, Ui ui) {
        PlanningRights.look(ui.me());
        var member = members.find(id);
        if (member == null || !ui.me().visibility().covers(id)) {
            throw new NoSuchRecord("member", id);
        }
        var shown = SalesRoles.IDS.contains(role)
                ? role
                : member.roles().stream().findFirst().orElse(SalesRoles.IDS.getFirst());
        var of = ramps.of(shown);
        var own = Objects.requireNonNullElse(of.own().get(id), new Own("plan", null, null));
        var plan = plans.all().get(shown);
        var start = own.startsOn();
        var shares = own.shares();
        var mode = form.getOrDefault("mode", own.mode());
        var startsOn = form.getOrDefault("starts_on", start == null ? "" : start.toString());
        var typed = form.getOrDefault("shares", shares == null ? "" : Ramp.typed(shares));
        var position = of.starts().get(id);
        return new MemberPage(
                id,
                member.name(),
                shown,
                mode,
                startsOn,
                typed,
                position == null ? "" : ui.dayLong(position),
                plan == null ? null : Ramp.typed(plan),
                preview(mode, startsOn, typed, plan, position, ui),
                faults);
    }

    private PlanningPage.RampPreview preview(
            String mode,
            String startsOn,
            String typed,
            @Nullable List<Integer> plan,
            @Nullable LocalDate position,
            Ui ui) {
        if (mode.equals("none")) {
            return new PlanningPage.RampPreview(List.of(), ui.t("ramp.mode.none.text"), "");
        }
        if (startsOn.isEmpty() && position == null) {
            return new PlanningPage.RampPreview(List.of(), ui.t("ramp.start.unknown"), "");
        }
        var start = startsOn.isEmpty() && position != null ? position : start(startsOn, ui);
        return previews.ramp(mode.equals("own") ? typed : plan == null ? "" : Ramp.typed(plan), start, ui);
    }
}
