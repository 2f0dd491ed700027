package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.journey.StageCopy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A lead's stage is a copy of its journey's, written by the ledger only. */
@Configuration(proxyBeanMethods = false)
class LeadStage {
    @Bean
    StageCopy stageOfLeads() {
        return new StageCopy(LEAD);
    }
}
