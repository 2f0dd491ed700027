package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.directory.Siren;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.QuoteRecord;
import io.diabolo.offers.QuoteAccepted;
import io.diabolo.offers.SignedLines;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordsBatch;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** An accepted quote becomes an order, and a contract where something of it is recurring: once, also if the event comes again. */
@Component
class MakeOrder {
    private static final int USUAL_TERM = 12;
    private static final int USUAL_NOTICE = 3;

    private final DSLContext sql;
    private final Members members;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;
    private final OrderType orders;
    private final ContractType contracts;
    private final SignedLines lines;
    private final ContractLines contractLines;
    private final ContractRules rules;
    private final Workspaces workspaces;
    private final Announcements announcements;
    private final TransactionTemplate transactions;
    private final ObjectProvider<FollowsContract> followers;

    MakeOrder(
            DSLContext sql,
            Members members,
            ChangeSets changeSets,
            RecordsBatch batch,
            OrderType orders,
            ContractType contracts,
            SignedLines lines,
            ContractLines contractLines,
            ContractRules rules,
            Workspaces workspaces,
            Announcements announcements,
            TransactionTemplate transactions,
            ObjectProvider<FollowsContract> followers) {
        this.sql = sql;
        this.members = members;
        this.changeSets = changeSets;
        this.batch = batch;
        this.orders = orders;
        this.contracts = contracts;
        this.lines = lines;
        this.contractLines = contractLines;
        this.rules = rules;
        this.workspaces = workspaces;
        this.announcements = announcements;
        this.transactions = transactions;
        this.followers = followers;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(QuoteAccepted event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> make(event)));
    }

    private void make(QuoteAccepted event) {
        var quote = sql.selectFrom(QUOTE)
                .where(QUOTE.ID.eq(event.quote()))
                .forUpdate()
                .fetchOne();
        if (quote == null || sql.fetchExists(SALES_ORDER, SALES_ORDER.QUOTE_ID.eq(event.quote()))) {
            return;
        }
        var me = members.orderedBy(event.by()).through(Origin.RULE);
        var name = quote.getNumber() + " · " + quote.getCustomerName();
        var changeSet = changeSets.open(me, "sales_order.created", name, event.changeSet());
        var on = LocalDate.ofInstant(event.at(), workspaces.settings().zone());
        var order = order(quote, name, on, changeSet);
        changeSets.created(changeSet, "sales_order", order);
        batch.indexed(orders, select(val(order)));
        var recurring = lines.recurring(quote.getId());
        if (recurring.stream()
                .anyMatch(stretch -> stretch.line().amount().value().signum() > 0)) {
            var start = on;
            for (var follower : followers.orderedStream().toList()) {
                start = follower.signed(quote.getOpportunityId(), start, changeSet, me);
            }
            var contract = contract(quote, recurring, order, name, start, changeSet);
            changeSets.created(changeSet, "contract", contract);
            batch.indexed(contracts, select(val(contract)));
        }
        announcements.changed("quote-" + event.quote());
    }

    private UUID order(QuoteRecord quote, String name, LocalDate on, UUID changeSet) {
        var buyer = sql.select(COMPANY.SIREN, COMPANY.VAT_NUMBER)
                .from(OPPORTUNITY)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .where(OPPORTUNITY.ID.eq(quote.getOpportunityId()))
                .fetchOne();
        var typed = Siren.of(quote.getCustomerSiren()).map(Siren::digits).orElse(null);
        return Objects.requireNonNull(sql.insertInto(SALES_ORDER)
                .set(SALES_ORDER.NAME, name)
                .set(SALES_ORDER.QUOTE_ID, quote.getId())
                .set(SALES_ORDER.OPPORTUNITY_ID, quote.getOpportunityId())
                .set(SALES_ORDER.COMPANY_ID, company(quote.getOpportunityId()))
                .set(SALES_ORDER.ONE_OFF_MINOR, quote.getOneOffMinor())
                .set(SALES_ORDER.CURRENCY, quote.getCurrency())
                .set(SALES_ORDER.ORDERED_ON, on)
                .set(SALES_ORDER.BILLING_NAME, quote.getCustomerName())
                .set(SALES_ORDER.BILLING_ADDRESS, quote.getCustomerAddress())
                .set(SALES_ORDER.SIREN, typed != null || buyer == null ? typed : buyer.value1())
                .set(SALES_ORDER.VAT_NUMBER, buyer == null ? null : buyer.value2())
                .set(SALES_ORDER.DELIVERABLES, quote.getDelivery())
                .set(SALES_ORDER.OWNER_ID, owner(quote.getOpportunityId()))
                .set(SALES_ORDER.CREATED_IN, changeSet)
                .returningResult(SALES_ORDER.ID)
                .fetchSingle()
                .value1());
    }

    private UUID contract(
            QuoteRecord quote,
            List<SignedLines.Stretch> recurring,
            UUID order,
            String name,
            LocalDate on,
            UUID changeSet) {
        var term = Objects.requireNonNullElse(quote.getTermMonths(), USUAL_TERM);
        var first = recurring.stream()
                .filter(stretch -> stretch.from() == 1)
                .map(SignedLines.Stretch::line)
                .toList();
        var rate = rules.rate(quote.getCurrency(), on);
        var id = Objects.requireNonNull(sql.insertInto(CONTRACT)
                .set(CONTRACT.NAME, name)
                .set(CONTRACT.ORDER_ID, order)
                .set(CONTRACT.QUOTE_ID, quote.getId())
                .set(CONTRACT.OPPORTUNITY_ID, quote.getOpportunityId())
                .set(CONTRACT.COMPANY_ID, company(quote.getOpportunityId()))
                .set(CONTRACT.RECURRING_MINOR, yearly(first))
                .set(CONTRACT.MONTHLY_MINOR, monthly(first))
                .set(CONTRACT.CURRENCY, quote.getCurrency())
                .set(CONTRACT.RATE, rate)
                .set(CONTRACT.STARTS_ON, on)
                .set(CONTRACT.SETTLED_ON, rules.today())
                .set(CONTRACT.TERM_MONTHS, term)
                .set(CONTRACT.RENEWAL_ON, on.plusMonths(term))
                .set(CONTRACT.NOTICE_ON, on.plusMonths(term).minusMonths(USUAL_NOTICE))
                .set(CONTRACT.OWNER_ID, owner(quote.getOpportunityId()))
                .set(CONTRACT.CREATED_IN, changeSet)
                .returningResult(CONTRACT.ID)
                .fetchSingle()
                .value1());
        contractLines.add(
                id, rate, recurring.stream().map(stretch -> line(stretch, on)).toList(), null, changeSet);
        return id;
    }

    private static ContractLines.NewLine line(SignedLines.Stretch stretch, LocalDate on) {
        var line = stretch.line();
        return new ContractLines.NewLine(
                line.product(),
                line.name(),
                line.quantity(),
                line.amount(),
                period(line),
                on.plusYears(stretch.from() - 1L),
                stretch.until() == null ? null : on.plusYears(stretch.until() - 1L),
                line.tiers());
    }

    private static Recurrence period(SignedLines.Line line) {
        return Objects.requireNonNull(Recurrence.named(line.period()));
    }

    private static long yearly(List<SignedLines.Line> lines) {
        return lines.stream()
                .mapToLong(line -> period(line).yearly(line.amount().minor()))
                .sum();
    }

    private static long monthly(List<SignedLines.Line> lines) {
        return lines.stream()
                .mapToLong(line -> period(line).monthly(line.amount().minor()))
                .sum();
    }

    private org.jooq.Field<UUID> company(UUID opportunity) {
        return org.jooq.impl.DSL.field(select(COMPANY.ID)
                .from(OPPORTUNITY)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .where(OPPORTUNITY.ID.eq(opportunity)));
    }

    private org.jooq.Field<UUID> owner(UUID opportunity) {
        return org.jooq.impl.DSL.field(
                select(OPPORTUNITY.OWNER_ID).from(OPPORTUNITY).where(OPPORTUNITY.ID.eq(opportunity)));
    }
}
