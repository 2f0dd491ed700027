package io.diabolo.accounts;

import static io.diabolo.accounts.HistoryPart.AT;
import static io.diabolo.accounts.HistoryPart.KEY;
import static io.diabolo.accounts.HistoryPart.PLACE;
import static io.diabolo.accounts.HistoryPart.none;
import static io.diabolo.accounts.HistoryPart.noon;
import static io.diabolo.accounts.HistoryPart.part;
import static io.diabolo.accounts.HistoryPart.path;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CONTRACT_AMENDMENT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_STEP;
import static io.diabolo.jooq.Tables.RENEWAL;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record6;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/** What was agreed with a customer and how it was delivered and renewed. Each part is seen by whoever sees its records. */
@Component
class HistoryOfContracts {
    private final RecordTypes types;
    private final Workspaces workspaces;
    private final Clock clock;

    HistoryOfContracts(RecordTypes types, Workspaces workspaces, Clock clock) {
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private Condition seen(String type, Actor me) {
        return Visible.to(me, types.byId(type).orElseThrow());
    }

    List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> contracts(UUID company, Actor me) {
        var today = LocalDate.now(clock.withZone(workspaces.settings().zone()));
        var whose = CONTRACT.COMPANY_ID
                .eq(company)
                .and(CONTRACT.DELETED_AT.isNull())
                .and(seen("contract", me));
        var begins = part(
                noon(CONTRACT.STARTS_ON),
                "contract.start",
                CONTRACT.NAME,
                none(),
                path("contracts", CONTRACT.ID),
                none(),
                CONTRACT,
                whose.and(CONTRACT.STARTS_ON.le(today)));
        var amended = select(
                        noon(CONTRACT_AMENDMENT.EFFECTIVE_ON).as(AT),
                        concat(inline("contract.amended."), CONTRACT_AMENDMENT.KIND)
                                .as(KEY),
                        CONTRACT.NAME,
                        CONTRACT_AMENDMENT.NOTE,
                        path("contracts", CONTRACT.ID).as(PLACE),
                        MEMBER.NAME)
                .from(CONTRACT_AMENDMENT
                        .join(CONTRACT)
                        .on(CONTRACT.WORKSPACE_ID.eq(CONTRACT_AMENDMENT.WORKSPACE_ID))
                        .and(CONTRACT.ID.eq(CONTRACT_AMENDMENT.CONTRACT_ID))
                        .leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(CONTRACT_AMENDMENT.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(CONTRACT_AMENDMENT.MEMBER_ID)))
                .where(whose)
                .and(CONTRACT_AMENDMENT.EFFECTIVE_ON.le(today));
        var live = part(
                noon(ONBOARDING.LIVE_ON),
                "contract.live",
                ONBOARDING.NAME,
                none(),
                concat(path("onboardings", ONBOARDING.ID), inline("/project")),
                none(),
                ONBOARDING,
                ONBOARDING
                        .COMPANY_ID
                        .eq(company)
                        .and(ONBOARDING.LIVE_ON.isNotNull())
                        .and(ONBOARDING.DELETED_AT.isNull())
                        .and(seen("onboarding", me)));
        var led = ONBOARDING
                .COMPANY_ID
                .eq(company)
                .and(ONBOARDING.DELETED_AT.isNull())
                .and(seen("onboarding", me));
        var project = concat(path("onboardings", ONBOARDING.ID), inline("/project"));
        var started = part(
                ONBOARDING.CREATED_AT,
                "contract.onboarding",
                ONBOARDING.NAME,
                none(),
                project,
                MEMBER.NAME,
                ONBOARDING
                        .leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(ONBOARDING.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(ONBOARDING.OWNER_ID)),
                led);
        // What the customer itself did, not each of our own steps.
        var done = part(
                ONBOARDING_STEP.DONE_AT,
                "contract.step",
                ONBOARDING_STEP.NAME,
                none(),
                project,
                ONBOARDING_STEP.DONE_BY,
                ONBOARDING_STEP
                        .join(ONBOARDING)
                        .on(ONBOARDING.WORKSPACE_ID.eq(ONBOARDING_STEP.WORKSPACE_ID))
                        .and(ONBOARDING.ID.eq(ONBOARDING_STEP.ONBOARDING_ID)),
                led.and(ONBOARDING_STEP.SIDE.eq("customer")).and(ONBOARDING_STEP.DONE_AT.isNotNull()));
        var ofContract = RENEWAL.join(CONTRACT)
                .on(CONTRACT.WORKSPACE_ID.eq(RENEWAL.WORKSPACE_ID))
                .and(CONTRACT.ID.eq(RENEWAL.CONTRACT_ID));
        var opened = part(
                RENEWAL.OPENED_AT,
                "contract.renewal.open",
                CONTRACT.NAME,
                none(),
                path("renewals", RENEWAL.ID),
                none(),
                ofContract,
                whose);
        // Decided long before the new term begins, which is when its amendment shows.
        var decided = select(
                        RENEWAL.DECIDED_AT.as(AT),
                        concat(inline("contract.renewal."), RENEWAL.STATE).as(KEY),
                        CONTRACT.NAME,
                        none(),
                        path("renewals", RENEWAL.ID).as(PLACE),
                        none())
                .from(ofContract)
                .where(whose)
                .and(RENEWAL.STATE.ne("open"));
        return List.of(begins, amended, live, started, done, opened, decided);
    }
}
