package io.diabolo.sequences;

import io.diabolo.records.StaysAtUndo;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * States of runs and sequences stay: with them went when something is due, what waited in the outbox and the open task,
 * and a state set back alone would leave a run that never goes on. They are changed the other way by hand.
 */
@Configuration(proxyBeanMethods = false)
class StayEnrolled {
    private record Stays(String kind, boolean isListed, Condition stays) implements StaysAtUndo {}

    @Bean
    StaysAtUndo enrollmentStays() {
        return new Stays("enrollment", true, states());
    }

    @Bean
    StaysAtUndo sequenceStays() {
        return new Stays("sequence", true, states());
    }

    /** Not what else a line may tell: a name, or whom a merge left. */
    private static Condition states() {
        return DSL.condition("(jsonb_exists(c.after, 'state') or jsonb_exists(c.after, 'waiting'))");
    }
}
