package io.diabolo.targets;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.targets.MemberRamps.Own;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Season and ramp-up in the API; shares are percent. */
@RestController
class PlanningApiController {
    private final SeasonProfiles seasons;
    private final SeasonHistory history;
    private final RampPlans plans;
    private final MemberRamps members;
    private final Rankings rankings;

    PlanningApiController(
            SeasonProfiles seasons, SeasonHistory history, RampPlans plans, MemberRamps members, Rankings rankings) {
        this.rankings = rankings;
        this.seasons = seasons;
        this.history = history;
        this.plans = plans;
        this.members = members;
    }

    @GetMapping("/api/v1/seasonality")
    Map<String, Object> seasons(Ui ui) {
        PlanningRights.look(ui.me());
        var items = new ArrayList<Map<String, @Nullable Object>>();
        new TreeMap<>(seasons.all()).forEach((figure, profile) -> {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("figure", figure.isEmpty() ? null : figure);
            body.put("shares", percents(profile.season()));
            body.put("origin", profile.origin());
            items.add(body);
        });
        return Map.of("items", items);
    }

    private static List<BigDecimal> percents(Seasonality season) {
        return season.shares().stream()
                .map(share -> BigDecimal.valueOf(share, 2))
                .toList();
    }

    /** Twelve shares that make 100, January first; null takes the profile away. Without a figure, for all that have none. */
    @PutMapping("/api/v1/seasonality")
    Map<String, Object> setSeason(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var shares = body.get("shares");
        var season = shares == null ? null : Seasonality.typed(texts(shares));
        seasons.set(text(body, "figure"), season, SeasonProfiles.TYPED, ui.me());
        return seasons(ui);
    }

    private static List<String> texts(Object shares) {
        if (!(shares instanceof List<?> list) || list.size() != Seasonality.MONTHS) {
            throw new BadInput("shares", "season.fault.twelve");
        }
        return list.stream().map(String::valueOf).toList();
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }

    /** What at least two years of a figure's own history say; no shares where it is shorter. */
    @GetMapping("/api/v1/seasonality/proposal")
    Map<String, @Nullable Object> proposal(@RequestParam(defaultValue = "") String figure, Ui ui) {
        var found = history.of(figure, ui.me());
        var season = found.season();
        var since = found.since();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("figure", figure);
        body.put("shares", season == null ? null : percents(season));
        body.put("years", found.years());
        body.put("since", since == null ? null : since.toString());
        return body;
    }

    @GetMapping("/api/v1/ramp-up")
    Map<String, Object> ramps(Ui ui) {
        PlanningRights.look(ui.me());
        var items = new ArrayList<Map<String, Object>>();
        new TreeMap<>(plans.all()).forEach((role, shares) -> items.add(Map.of("role", role, "shares", shares)));
        return Map.of("items", items);
    }

    /** Percent of a full target month by month since the start; null takes the plan away. */
    @PutMapping("/api/v1/ramp-up")
    Map<String, Object> setRamp(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        plans.set(text(body, "role"), shares(body.get("shares")), ui.me());
        return ramps(ui);
    }

    private static @Nullable List<Integer> shares(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        if (!(given instanceof List<?> list)) {
            throw new BadInput("shares", "ramp.fault.share");
        }
        var all = new ArrayList<Integer>();
        for (var one : list) {
            if (!(one instanceof Integer share)) {
                throw new BadInput("shares", "ramp.fault.share");
            }
            all.add(share);
        }
        return all;
    }

    /** Those who began on a known day in a role, and what was said of them. */
    @GetMapping("/api/v1/ramp-up/members")
    Map<String, Object> members(@RequestParam(defaultValue = "") String role, Ui ui) {
        PlanningRights.look(ui.me());
        var of = members.of(role);
        var items = new ArrayList<Map<String, @Nullable Object>>();
        of.ramps(plans.all().get(role)).forEach((member, ramp) -> {
            if (ui.me().visibility().covers(member)) {
                var own = of.own().get(member);
                var body = new LinkedHashMap<String, @Nullable Object>();
                body.put("member_id", member.toString());
                body.put("role", role);
                body.put("mode", own == null ? "plan" : own.mode());
                body.put("starts_on", ramp.start().toString());
                body.put("shares", ramp.shares());
                body.put("full_from", ramp.fullFrom().toString());
                items.add(body);
            }
        });
        return Map.of("items", items);
    }

    /** {@code mode} is plan, own with {@code shares}, or none; without {@code starts_on} the position's start counts. */
    @PutMapping("/api/v1/ramp-up/members")
    Map<String, Object> setMember(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var role = text(body, "role");
        var own = new Own(
                body.containsKey("mode") ? text(body, "mode") : "plan",
                PlanningController.day("starts_on", text(body, "starts_on")),
                shares(body.get("shares")));
        members.set(member(text(body, "member_id")), role, own, ui.me());
        return members(role, ui);
    }

    @GetMapping("/api/v1/ranking")
    Map<String, @Nullable Object> ranking(Ui ui) {
        PlanningRights.look(ui.me());
        var now = rankings.present();
        var told = now.toldOn();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("shown", now.shown());
        body.put("told_on", told == null ? null : told.toString());
        return body;
    }

    /** {@code told_on} is the day on which the staff were told, without which members aren't compared by name. */
    @PutMapping("/api/v1/ranking")
    Map<String, @Nullable Object> setRanking(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var wanted = new Rankings.Setting(
                Boolean.TRUE.equals(body.get("shown")), PlanningController.day("told_on", text(body, "told_on")));
        rankings.set(wanted, ui.me());
        return ranking(ui);
    }

    private static MemberId member(String id) {
        try {
            return new MemberId(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            throw new BadInput("member_id", "ramp.fault.member");
        }
    }
}
