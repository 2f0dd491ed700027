package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CONTRACT_LINE;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.identity.Members;
import io.diabolo.journey.HandoffAccepted;
import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A CSM who takes a new customer over has an onboarding to lead: the sale's journey goes on to delivery, and the contract
 * knows who looks after the customer. Once, also if the event comes again.
 */
@Component
class StartOnboarding {
    private final DSLContext sql;
    private final Members members;
    private final Handoffs handoffs;
    private final Records records;
    private final OnboardingType type;
    private final ContractType contracts;
    private final ChangeSets changeSets;
    private final CustomerStages stages;
    private final OnboardingTemplates templates;
    private final Workspaces workspaces;
    private final TransactionTemplate transactions;

    StartOnboarding(
            DSLContext sql,
            Members members,
            Handoffs handoffs,
            Records records,
            OnboardingType type,
            ContractType contracts,
            ChangeSets changeSets,
            CustomerStages stages,
            OnboardingTemplates templates,
            Workspaces workspaces,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.members = members;
        this.handoffs = handoffs;
        this.records = records;
        this.type = type;
        this.contracts = contracts;
        this.changeSets = changeSets;
        this.stages = stages;
        this.templates = templates;
        this.workspaces = workspaces;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffAccepted event) {
        if (event.kind() == HandoffKind.NEW_CUSTOMER && event.subjectType().equals("opportunity")) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> start(event)));
        }
    }

    private void start(HandoffAccepted event) {
        var handoff = new HandoffId(event.handoff());
        if (handoffs.accepted(handoff) == null
                || sql.fetchExists(
                        ONBOARDING,
                        ONBOARDING.OPPORTUNITY_ID.eq(event.subject()).and(ONBOARDING.DELETED_AT.isNull()))) {
            return;
        }
        var me = members.orderedBy(event.by()).through(Origin.RULE);
        var sale = sql.select(OPPORTUNITY.NAME, OPPORTUNITY.COMPANY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(event.subject()))
                .fetchOne();
        if (sale == null) {
            return;
        }
        var contract = sql.select(CONTRACT.ID, CONTRACT.STARTS_ON)
                .from(CONTRACT)
                .where(CONTRACT.OPPORTUNITY_ID.eq(event.subject()))
                .and(CONTRACT.DELETED_AT.isNull())
                .orderBy(CONTRACT.CREATED_AT.desc())
                .limit(1)
                .fetchOne();
        var changeSet = changeSets.open(me, "onboarding.created", sale.value1(), event.changeSet());
        var input = new HashMap<String, @Nullable Object>();
        input.put("name", sale.value1());
        input.put("company", sale.value2() == null ? null : sale.value2().toString());
        input.put("contract", contract == null ? null : contract.value1().toString());
        var kind = template(event.subject(), contract != null).id();
        var own = templates.fitting(kind, products(event.subject()), segment(sale.value2()));
        input.put("template", own == null ? kind : own.getKind());
        input.put("own_template", own == null ? null : own.getId().toString());
        input.put(
                "signed_on",
                signed(event, contract == null ? null : contract.value2()).toString());
        input.put("owner", event.by().value().toString());
        var id = records.createAlong(type, input, changeSet, me);
        sql.update(ONBOARDING)
                .set(ONBOARDING.OPPORTUNITY_ID, event.subject())
                .where(ONBOARDING.ID.eq(id))
                .execute();
        if (contract != null) {
            records.updateAlong(
                    contracts,
                    contract.value1(),
                    Map.of("csm", event.by().value().toString()),
                    changeSet,
                    me);
        }
        handoffs.ledTo(handoff, type.id(), id, changeSet);
        stages.enter(event.subject(), Stage.DELIVERY, event.at(), changeSet, me);
    }

    private LocalDate signed(HandoffAccepted event, @Nullable LocalDate contract) {
        return contract == null
                ? LocalDate.ofInstant(event.at(), workspaces.settings().zone())
                : contract;
    }

    /** What was sold: on the opportunity, and on the contract that came of it. */
    private Set<UUID> products(UUID opportunity) {
        var all = sql.select(OPPORTUNITY_PRODUCT.PRODUCT_ID)
                .from(OPPORTUNITY_PRODUCT)
                .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(opportunity))
                .fetchSet(OPPORTUNITY_PRODUCT.PRODUCT_ID);
        all.addAll(sql.selectDistinct(CONTRACT_LINE.PRODUCT_ID)
                .from(CONTRACT_LINE)
                .join(CONTRACT)
                .on(CONTRACT.WORKSPACE_ID.eq(CONTRACT_LINE.WORKSPACE_ID))
                .and(CONTRACT.ID.eq(CONTRACT_LINE.CONTRACT_ID))
                .where(CONTRACT.OPPORTUNITY_ID.eq(opportunity))
                .and(CONTRACT_LINE.PRODUCT_ID.isNotNull())
                .fetch(CONTRACT_LINE.PRODUCT_ID));
        return all;
    }

    private @Nullable String segment(@Nullable UUID company) {
        return company == null
                ? null
                : sql.select(COMPANY.SEGMENT)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(company))
                        .fetchOne(COMPANY.SEGMENT);
    }

    /** Goods are installed, what is recurring is set up, the rest is advice; the CSM may begin another one instead. */
    private OnboardingTemplate template(UUID opportunity, boolean recurring) {
        var kind = sql.select(SALES_ORDER.OPERATION_KIND)
                .from(SALES_ORDER)
                .where(SALES_ORDER.OPPORTUNITY_ID.eq(opportunity))
                .orderBy(SALES_ORDER.CREATED_AT.desc())
                .limit(1)
                .fetchOne(SALES_ORDER.OPERATION_KIND);
        if ("goods".equals(kind) || "both".equals(kind)) {
            return OnboardingTemplate.DEVICE;
        }
        return recurring ? OnboardingTemplate.SOFTWARE : OnboardingTemplate.CONSULTING;
    }
}
