package io.diabolo.deals;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.STAKEHOLDER;
import static org.jooq.impl.DSL.count;

import io.diabolo.pipeline.GateFact;
import io.diabolo.sheets.Sheets;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What stages may ask for of the discovery sheet and of the people around a deal. */
@Configuration(proxyBeanMethods = false)
class GateFacts {
    private static final int MANY = 20;

    /** How much of the discovery sheet's required questions is answered, in percent. */
    @Bean
    @Order(20)
    GateFact discoveryCompleteness(Sheets sheets) {
        return new GateFact() {
            @Override
            public String id() {
                return "discovery.completeness";
            }

            @Override
            public String label() {
                return "gate.fact.discovery";
            }

            @Override
            public int most() {
                return 100;
            }

            @Override
            public Map<UUID, Integer> of(Collection<UUID> opportunities) {
                return sheets.completeness("opportunity", opportunities);
            }

            @Override
            public String path(UUID opportunity) {
                return "/opportunities/" + opportunity + "/sheet";
            }
        };
    }

    @Bean
    @Order(21)
    GateFact stakeholdersKnown(DSLContext sql) {
        return new Known(sql, "stakeholders", "gate.fact.stakeholders", MANY, DSL.noCondition());
    }

    @Bean
    @Order(22)
    GateFact economicBuyerKnown(DSLContext sql) {
        return new Known(
                sql,
                "stakeholders.economic_buyer",
                "gate.fact.economic-buyer",
                1,
                STAKEHOLDER.PART.eq("economic_buyer"));
    }

    @Bean
    @Order(23)
    GateFact championKnown(DSLContext sql) {
        return new Known(sql, "stakeholders.champion", "gate.fact.champion", 1, STAKEHOLDER.PART.eq("champion"));
    }

    /** How many people of a kind take part. */
    private record Known(DSLContext sql, String id, String label, int most, Condition which) implements GateFact {
        /** Reads the index stakeholder_once. */
        @Override
        public Map<UUID, Integer> of(Collection<UUID> opportunities) {
            return sql.select(STAKEHOLDER.OPPORTUNITY_ID, count())
                    .from(STAKEHOLDER)
                    .join(PERSON)
                    .on(PERSON.WORKSPACE_ID.eq(STAKEHOLDER.WORKSPACE_ID))
                    .and(PERSON.ID.eq(STAKEHOLDER.PERSON_ID))
                    .where(STAKEHOLDER.OPPORTUNITY_ID.in(opportunities))
                    .and(STAKEHOLDER.DELETED_AT.isNull())
                    .and(PERSON.DELETED_AT.isNull())
                    .and(PERSON.MERGED_INTO.isNull())
                    .and(which)
                    .groupBy(STAKEHOLDER.OPPORTUNITY_ID)
                    .fetchMap(STAKEHOLDER.OPPORTUNITY_ID, count());
        }

        @Override
        public String path(UUID opportunity) {
            return "/opportunities/" + opportunity + "/stakeholders";
        }
    }
}
