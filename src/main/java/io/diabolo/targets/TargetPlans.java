package io.diabolo.targets;

import io.diabolo.platform.Workspaces;
import java.util.HashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the targets of roles spread over time. Everybody may know it who may know the target. */
@Service
public class TargetPlans {
    private final SeasonProfiles seasons;
    private final RampPlans plans;
    private final MemberRamps members;
    private final Workspaces workspaces;

    TargetPlans(SeasonProfiles seasons, RampPlans plans, MemberRamps members, Workspaces workspaces) {
        this.seasons = seasons;
        this.plans = plans;
        this.members = members;
        this.workspaces = workspaces;
    }

    /** Of one sales role, such as {@code sdr}. */
    @Transactional(readOnly = true)
    public TargetPlan of(String role) {
        var bySeason = new HashMap<String, Seasonality>();
        seasons.all().forEach((figure, profile) -> bySeason.put(figure, profile.season()));
        return new TargetPlan(
                bySeason,
                members.of(role).ramps(plans.all().get(role)),
                workspaces.settings().currency().getDefaultFractionDigits());
    }
}
