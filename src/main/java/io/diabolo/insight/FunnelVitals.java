package io.diabolo.insight;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How much of the funnel this node keeps in memory. */
@Component
class FunnelVitals implements MeterBinder {
    private final Remembered remembered;
    private final JourneyColumns columns;

    FunnelVitals(Remembered remembered, JourneyColumns columns) {
        this.remembered = remembered;
        this.columns = columns;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("diabolo.funnel.answers", remembered, Remembered::size)
                .description("Answers of the double funnel kept in memory")
                .register(registry);
        Gauge.builder("diabolo.funnel.journeys", columns, JourneyColumns::size)
                .description("Journeys kept in memory to count the double funnel")
                .register(registry);
    }
}
