package io.diabolo.support;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.SLA_POLICY;

import io.diabolo.clocks.Budget;
import io.diabolo.jooq.tables.records.TicketRecord;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is promised for a ticket: by the segment of the company, whether it has a running contract, and the priority. */
@Component
class SlaPolicies {
    private final DSLContext sql;

    SlaPolicies(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Working times; null where nothing is promised.
     *
     * @param id null where no policy fits, and the usual one holds
     */
    record Promised(
            @Nullable UUID id,
            @Nullable Budget first,
            @Nullable Budget next,
            @Nullable Budget resolution) {
        /** While nobody set anything: a day's work for an answer, five for the solution; urgent ones sooner. */
        static Promised usual(String priority) {
            return switch (priority) {
                case "urgent" -> new Promised(null, Budget.minutes(60), Budget.minutes(60), Budget.hours(8));
                case "high" -> new Promised(null, Budget.minutes(120), Budget.minutes(240), Budget.hours(16));
                case "low" -> new Promised(null, Budget.minutes(960), Budget.minutes(960), Budget.hours(80));
                default -> new Promised(null, Budget.minutes(480), Budget.minutes(480), Budget.hours(40));
            };
        }
    }

    /** The first that fits, in their order. Reads the index sla_policy_order. */
    Promised of(TicketRecord ticket) {
        var all = sql.selectFrom(SLA_POLICY)
                .where(SLA_POLICY.DELETED_AT.isNull())
                .orderBy(SLA_POLICY.POSITION, SLA_POLICY.ID)
                .fetch();
        if (all.isEmpty()) {
            return Promised.usual(ticket.getPriority());
        }
        var company = ticket.getCompanyId();
        var segment = company == null
                ? null
                : sql.select(COMPANY.SEGMENT)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(company))
                        .fetchOne(COMPANY.SEGMENT);
        var contract = company != null && hasContract(company) ? "running" : "none";
        return all.stream()
                .filter(one -> fits(one.getPriority(), ticket.getPriority())
                        && fits(one.getSegment(), segment)
                        && fits(one.getContract(), contract))
                .findFirst()
                .map(one -> new Promised(
                        one.getId(),
                        one.getFirstMinutes() == null ? null : Budget.minutes(one.getFirstMinutes()),
                        one.getNextMinutes() == null ? null : Budget.minutes(one.getNextMinutes()),
                        one.getResolutionHours() == null ? null : Budget.hours(one.getResolutionHours())))
                .orElseGet(() -> new Promised(null, null, null, null));
    }

    private static boolean fits(@Nullable String wanted, @Nullable String is) {
        return wanted == null || wanted.equals(is);
    }

    /** Reads the index contract_of_company. */
    boolean hasContract(UUID company) {
        return sql.fetchExists(
                CONTRACT, CONTRACT.COMPANY_ID.eq(company), CONTRACT.STATE.eq("running"), CONTRACT.DELETED_AT.isNull());
    }

    /** The segments and contracts a policy may ask for. */
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
}
