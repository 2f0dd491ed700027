package io.diabolo.journey;

import io.diabolo.records.StaysAtUndo;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An answer stays, and its clock stands, once the same was offered again: two offers of one kind never wait at once. */
@Configuration(proxyBeanMethods = false)
class StayAnswered {
    private record Stays(String kind, boolean isListed, Condition stays) implements StaysAtUndo {}

    @Bean
    StaysAtUndo answerStays() {
        return new Stays("handoff", true, DSL.condition("""
                c.before ->> 'state' = 'offered' and exists (
                    select from handoff other
                    where other.kind = t.kind and other.subject_type = t.subject_type and other.subject_id = t.subject_id
                      and other.state = 'offered' and other.id <> t.id)"""));
    }

    @Bean
    StaysAtUndo clockStays() {
        return new Stays("clock", false, DSL.condition("""
                t.subject_type = 'handoff' and exists (
                    select from handoff own
                    join handoff other on other.workspace_id = own.workspace_id and other.kind = own.kind
                      and other.subject_type = own.subject_type and other.subject_id = own.subject_id
                      and other.state = 'offered' and other.id <> own.id
                    where own.id = t.subject_id and own.state <> 'offered')"""));
    }
}
