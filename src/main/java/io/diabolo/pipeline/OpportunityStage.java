package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.StageCopy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An opportunity's stage is a copy of its journey's, written by the ledger only. */
@Configuration(proxyBeanMethods = false)
class OpportunityStage {
    @Bean
    StageCopy stageOfOpportunities() {
        return new StageCopy(OPPORTUNITY);
    }
}
