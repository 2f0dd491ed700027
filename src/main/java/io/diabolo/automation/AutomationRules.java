package io.diabolo.automation;

import io.diabolo.records.RecordTypes;
import io.diabolo.rules.RulePurpose;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The words in which automations ask of records of one type, and of the company and the person that it names. */
record AutomationRules(String recordType) implements RulePurpose {
    /** The record types that have automations, in the order in which they are offered. */
    static final List<String> TYPES = List.of(
            "lead",
            "opportunity",
            "company",
            "person",
            "contract",
            "sales_order",
            "onboarding",
            "ticket",
            "survey_response",
            "meeting",
            "activity");

    static String purpose(String recordType) {
        return "automation-" + recordType;
    }

    /** Those of the list that this Diabolo has. */
    static List<String> present(RecordTypes types) {
        return TYPES.stream().filter(one -> types.byId(one).isPresent()).toList();
    }

    @Override
    public String id() {
        return purpose(recordType);
    }

    @Override
    public Set<String> joined() {
        return Set.of("company", "person");
    }

    /** Each automation has expressions of its own. */
    @Override
    public boolean isKept() {
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Purposes {
        @Bean
        RulePurpose automationsOfLeads() {
            return new AutomationRules("lead");
        }

        @Bean
        RulePurpose automationsOfOpportunities() {
            return new AutomationRules("opportunity");
        }

        @Bean
        RulePurpose automationsOfCompanies() {
            return new AutomationRules("company");
        }

        @Bean
        RulePurpose automationsOfPeople() {
            return new AutomationRules("person");
        }

        @Bean
        RulePurpose automationsOfContracts() {
            return new AutomationRules("contract");
        }

        @Bean
        RulePurpose automationsOfOrders() {
            return new AutomationRules("sales_order");
        }

        @Bean
        RulePurpose automationsOfOnboardings() {
            return new AutomationRules("onboarding");
        }

        @Bean
        RulePurpose automationsOfTickets() {
            return new AutomationRules("ticket");
        }

        @Bean
        RulePurpose automationsOfResponses() {
            return new AutomationRules("survey_response");
        }

        @Bean
        RulePurpose automationsOfMeetings() {
            return new AutomationRules("meeting");
        }

        @Bean
        RulePurpose automationsOfActivities() {
            return new AutomationRules("activity");
        }
    }
}
