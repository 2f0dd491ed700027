package io.diabolo.organisation;

import io.diabolo.insight.Funnels;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The map of coverage and what it shows. Everybody sees who does what; how much there is to do only who sees all records, for
 * a part of them would look like little work.
 */
@Service
class Coverage {
    private final Seats seats;
    private final Funnels funnels;
    private final Measured measured;
    private final Assumed assumed;
    private final Workspaces workspaces;
    private final Clock clock;

    Coverage(Seats seats, Funnels funnels, Measured measured, Assumed assumed, Workspaces workspaces, Clock clock) {
        this.seats = seats;
        this.funnels = funnels;
        this.measured = measured;
        this.assumed = assumed;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    static boolean seesWork(Actor me) {
        return me.administrator() || me.visibility() instanceof Visibility.All;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(workspaces.settings().zone()));
    }

    /** @throws BadInput for a channel that isn't one */
    @Transactional(readOnly = true)
    public CoverageMap map(@Nullable String channel, Actor me) {
        if (channel != null && !CoverageMap.CHANNELS.contains(channel)) {
            throw new BadInput("channel", "organisation.fault.channel");
        }
        var volumes = seesWork(me) ? Volumes.of(funnels, today(), me) : Volumes.none();
        var all = seats.all();
        return new CoverageMap(all, volumes, measured.assumptions(assumed.get(), all, me), channel);
    }

    /** Without volumes, which takes no walk through the journeys: for where only a few lines are shown. */
    @Transactional(readOnly = true)
    public List<Finding> quick() {
        return Findings.of(new CoverageMap(
                seats.all(), Volumes.none(), Assumptions.of(assumed.get().typed(), java.util.Map.of()), null));
    }

    /** All seats, filled and not. */
    @Transactional(readOnly = true)
    public List<Seat> seats() {
        return seats.all();
    }
}
