package io.diabolo.support;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.SLA_POLICY;

import io.diabolo.clocks.Budget;
import io.diabolo.jooq.tables.records.SlaPolicyRecord;
import io.diabolo.jooq.tables.records.TicketRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Of which customer a ticket is, as far as a promise depends on it. */
    private record Customer(@Nullable String segment, String contract) {
        static final Customer NONE = new Customer(null, "none");
    }

    /** The promises as they are made now, of some companies' tickets. */
    static final class Book {
        private final List<SlaPolicyRecord> policies;
        private final Map<UUID, Customer> customers;

        private Book(List<SlaPolicyRecord> policies, Map<UUID, Customer> customers) {
            this.policies = policies;
            this.customers = customers;
        }

        /** The first that fits, in their order. */
        Promised of(String priority, @Nullable UUID company) {
            if (policies.isEmpty()) {
                return Promised.usual(priority);
            }
            var customer = company == null ? Customer.NONE : customers.getOrDefault(company, Customer.NONE);
            return policies.stream()
                    .filter(one -> fits(one.getPriority(), priority)
                            && fits(one.getSegment(), customer.segment())
                            && fits(one.getContract(), customer.contract()))
                    .findFirst()
                    .map(SlaPolicies::promised)
                    .orElseGet(() -> new Promised(null, null, null, null));
        }
    }

    Promised of(TicketRecord ticket) {
        var company = ticket.getCompanyId();
        return book(company == null ? Set.of() : Set.of(company)).of(ticket.getPriority(), company);
    }

    /** Reads the indexes sla_policy_order and contract_of_company; the companies only where a policy may ask for them. */
    Book book(Collection<UUID> companies) {
        var all = sql.selectFrom(SLA_POLICY)
                .where(SLA_POLICY.DELETED_AT.isNull())
                .orderBy(SLA_POLICY.POSITION, SLA_POLICY.ID)
                .fetch();
        if (all.isEmpty() || companies.isEmpty()) {
            return new Book(all, Map.of());
        }
        var running = sql.selectDistinct(CONTRACT.COMPANY_ID)
                .from(CONTRACT)
                .where(CONTRACT.COMPANY_ID.in(companies))
                .and(CONTRACT.STATE.eq("running"))
                .and(CONTRACT.DELETED_AT.isNull())
                .fetchSet(CONTRACT.COMPANY_ID);
        return new Book(
                all,
                sql.select(COMPANY.ID, COMPANY.SEGMENT)
                        .from(COMPANY)
                        .where(COMPANY.ID.in(companies))
                        .fetchMap(
                                COMPANY.ID,
                                row -> new Customer(
                                        row.get(COMPANY.SEGMENT),
                                        running.contains(row.get(COMPANY.ID)) ? "running" : "none")));
    }

    private static Promised promised(SlaPolicyRecord one) {
        return new Promised(
                one.getId(),
                one.getFirstMinutes() == null ? null : Budget.minutes(one.getFirstMinutes()),
                one.getNextMinutes() == null ? null : Budget.minutes(one.getNextMinutes()),
                one.getResolutionHours() == null ? null : Budget.hours(one.getResolutionHours()));
    }

    private static boolean fits(@Nullable String wanted, @Nullable String is) {
        return wanted == null || wanted.equals(is);
    }

    /** The segments and contracts a policy may ask for. */
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");
}
