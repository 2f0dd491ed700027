package io.diabolo.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What is under way over all workspaces, for a monitor: jobs, and events that aren't delivered yet. */
@Component
class Vitals implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);
    /** One question for all figures of one look. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final DSLContext sql;
    private final Clock clock;
    private @Nullable Figures last;

    Vitals(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Figures(Instant at, long waiting, long running, long failed, long events, double oldestEvent) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        jobs(registry, "waiting", Figures::waiting);
        jobs(registry, "running", Figures::running);
        jobs(registry, "failed", Figures::failed);
        Gauge.builder("diabolo.events.backlog", () -> figure(Figures::events))
                .description("Events of the outbox that aren't delivered yet")
                .register(registry);
        Gauge.builder("diabolo.events.oldest", () -> figure(Figures::oldestEvent))
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(registry);
    }

    private void jobs(MeterRegistry registry, String state, ToDoubleFunction<Figures> figure) {
        Gauge.builder("diabolo.jobs", () -> figure(figure))
                .tag("state", state)
                .description("Jobs by state; failed: within a day")
                .register(registry);
    }

    /** Not a number while the database can't be asked. */
    private synchronized double figure(ToDoubleFunction<Figures> of) {
        var now = clock.instant();
        if (last == null || last.at().plus(FRESH).isBefore(now)) {
            try {
                last = read(now);
            } catch (DataAccessException | org.jooq.exception.DataAccessException e) {
                LOG.debug("no figures of jobs and events", e);
                return Double.NaN;
            }
        }
        return of.applyAsDouble(Objects.requireNonNull(last));
    }

    private Figures read(Instant now) {
        var row = sql.fetchSingle(
                "select jobs_waiting, jobs_running, jobs_failed_today, events_waiting, oldest_event_seconds from vitals()");
        return new Figures(
                now,
                row.get(0, Long.class),
                row.get(1, Long.class),
                row.get(2, Long.class),
                row.get(3, Long.class),
                row.get(4, Double.class));
    }
}
