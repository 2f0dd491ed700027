package io.diabolo.prospecting;

import io.diabolo.records.StaysAtUndo;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A claim stays released, and its clock stopped, once somebody claimed the company again; who left a list stays off it once
 * they came back by another entry.
 */
@Configuration(proxyBeanMethods = false)
class StayReleased {
    private record Stays(String kind, boolean isListed, Condition stays) implements StaysAtUndo {}

    @Bean
    StaysAtUndo claimStays() {
        return new Stays("claim", true, DSL.condition("""
                jsonb_exists(c.after, 'released_at') and exists (
                    select from claim o
                    where o.company_id = t.company_id and o.released_at is null and o.id <> t.id)"""));
    }

    @Bean
    StaysAtUndo claimClockStays() {
        return new Stays("clock", false, DSL.condition("""
                t.kind = 'claim' and exists (
                    select from claim own
                    join claim o on o.workspace_id = own.workspace_id and o.company_id = own.company_id
                      and o.released_at is null and o.id <> own.id
                    where own.clock_id = t.id and own.released_at is not null)"""));
    }

    @Bean
    StaysAtUndo listEntryStays() {
        return new Stays("target_list_entry", true, DSL.condition("""
                jsonb_exists(c.after, 'left_at') and exists (
                    select from target_list_entry o
                    where o.list_id = t.list_id and o.left_at is null and o.id <> t.id
                      and (o.company_id = t.company_id or o.person_id = t.person_id))"""));
    }
}
