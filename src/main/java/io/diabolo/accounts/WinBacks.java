package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.WIN_BACK;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.WinBackRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who left is listed with the reason, suggested again when the day has come, and pursued as a lead once somebody says so. */
@Service
class WinBacks {
    private static final int AT_ONCE = 500;
    private final DSLContext sql;
    private final WinBackType type;
    private final SuggestionStore suggestions;
    private final Around around;

    /** The faces of other modules by which somebody is pursued again. */
    @org.springframework.stereotype.Component
    record Around(
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Members members,
            Rules rules,
            Workspaces workspaces,
            Texts texts,
            Clock clock) {
        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        }

        Actor rule() {
            return members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                    .through(Origin.RULE);
        }
    }

    WinBacks(DSLContext sql, WinBackType type, SuggestionStore suggestions, Around around) {
        this.sql = sql;
        this.type = type;
        this.suggestions = suggestions;
        this.around = around;
    }

    /** Departures that aren't listed yet, with what the last year of them came to. @return how many */
    @Transactional
    public int list() {
        var days = around.rules().of(ExpansionRules.ID).setting(ExpansionRules.RETURN);
        var gone = sql.fetch("""
                select a.id, a.churned_on, coalesce(a.churn_reason, 'other') as reason,
                       coalesce((select -sum(m.yearly_minor) from mrr_movement m
                                 where m.customer_id = a.id and m.kind = 'churn'
                                   and m.month = (select max(l.month) from mrr_movement l
                                                  where l.customer_id = a.id and l.kind = 'churn')), 0)::bigint as lost,
                       a.currency, coalesce(a.am_id, a.owner_id) as owner
                from customer_account a
                where a.state = 'churned' and a.churned_on is not null
                  and not exists (select from win_back w where w.company_id = a.id and w.churned_on = a.churned_on)
                order by a.churned_on desc, a.id
                limit {0}
                """, val(AT_ONCE));
        if (gone.isEmpty()) {
            return 0;
        }
        var me = around.rule();
        var changeSet = around.changeSets().open(me, "win_back.listed", "");
        for (var row : gone) {
            var left = row.get("churned_on", LocalDate.class);
            var input = new HashMap<String, @Nullable Object>();
            input.put("company", row.get("id", UUID.class).toString());
            input.put("churned_on", left.toString());
            input.put("reason", row.get("reason", String.class));
            input.put(
                    "lost",
                    money(io.diabolo.platform.Money.ofMinor(
                            row.get("lost", Long.class),
                            row.get("currency", String.class).strip())));
            input.put("return_on", left.plusDays(days).toString());
            var owner = row.get("owner", UUID.class);
            if (owner != null) {
                input.put("owner", owner.toString());
            }
            around.records().createAlong(type, input, changeSet, AccountRights.everywhere(me));
        }
        return gone.size();
    }

    private static Map<String, String> money(io.diabolo.platform.Money money) {
        return Map.of(
                "value",
                money.value().toPlainString(),
                "currency",
                money.currency().getCurrencyCode());
    }

    /** Whose day has come are suggested to whoever looks after them. @return how many */
    @Transactional
    public int due() {
        var due = sql.selectFrom(WIN_BACK)
                .where(WIN_BACK.STATE.eq("waiting"))
                .and(WIN_BACK.RETURN_ON.le(around.today()))
                .and(WIN_BACK.DELETED_AT.isNull())
                .and(org.jooq.impl.DSL.condition("""
                        not exists (select from suggestion s where s.company_id = {0} and s.kind = 'win_back'
                                    and (s.state = 'open' or s.created_at::date >= {1}))""", WIN_BACK.COMPANY_ID, WIN_BACK.RETURN_ON))
                .orderBy(WIN_BACK.RETURN_ON, WIN_BACK.ID)
                .limit(AT_ONCE)
                .fetch();
        if (due.isEmpty()) {
            return 0;
        }
        var changeSet = around.changeSets().open(around.rule(), "suggestion.found", "");
        var accounts = suggestions.accounts(due.getValues(WIN_BACK.COMPANY_ID)).stream()
                .collect(java.util.stream.Collectors.toMap(one -> one.getId(), one -> one));
        var made = 0;
        for (var row : due) {
            var account = accounts.get(row.getCompanyId());
            if (account != null) {
                made += suggestions.open(
                        new SuggestionStore.Found(
                                SuggestionKind.WIN_BACK,
                                account,
                                null,
                                null,
                                null,
                                said(row, Locale.FRENCH),
                                said(row, Locale.ENGLISH),
                                Map.of()),
                        changeSet);
            }
        }
        if (made == 0) {
            around.changeSets().forget(changeSet);
        }
        return made;
    }

    private String said(WinBackRecord row, Locale locale) {
        var reason = around.texts().text(locale, "choice.win_back.reason." + row.getReason());
        return around.texts().text(locale, "win-back.due", row.getChurnedOn().toString(), reason);
    }

    /** Those who have a contract again. @return how many */
    @Transactional
    public int returned() {
        var back = sql.selectFrom(WIN_BACK)
                .where(WIN_BACK.STATE.in("waiting", "open"))
                .and(WIN_BACK.DELETED_AT.isNull())
                .and(exists(selectOne()
                        .from(CUSTOMER_ACCOUNT)
                        .where(CUSTOMER_ACCOUNT.ID.eq(WIN_BACK.COMPANY_ID))
                        .and(CUSTOMER_ACCOUNT.STATE.eq("customer"))))
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (!back.isEmpty()) {
            var changeSet = around.changeSets().open(around.rule(), "win_back.returned", "");
            back.forEach(row -> write(row, "returned", row.getLeadId(), changeSet));
        }
        return back.size();
    }

    /**
     * They are pursued again, from now on.
     *
     * @return the lead; the one of before, where somebody was first
     * @throws BadInput when they came back or were given up
     */
    @Transactional
    public UUID reopen(UUID id, Actor me) {
        AccountRights.work(me);
        around.records().get(type, id, me);
        var row = sql.selectFrom(WIN_BACK).where(WIN_BACK.ID.eq(id)).forUpdate().fetchSingle();
        if (row.getState().equals("open") && row.getLeadId() != null) {
            return row.getLeadId();
        }
        if (row.getState().equals("returned")) {
            throw new BadInput("state", "win-back.fault.returned");
        }
        return reopen(row, around.changeSets().open(me, "win_back.reopened", row.getName()), me);
    }

    /** The newest departure of a company, as part of another command. */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable UUID reopenOf(UUID company, UUID changeSet, Actor me) {
        var row = sql.selectFrom(WIN_BACK)
                .where(WIN_BACK.COMPANY_ID.eq(company))
                .and(WIN_BACK.DELETED_AT.isNull())
                .orderBy(WIN_BACK.CHURNED_ON.desc())
                .limit(1)
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return null;
        }
        return row.getState().equals("open") && row.getLeadId() != null ? row.getLeadId() : reopen(row, changeSet, me);
    }

    private UUID reopen(WinBackRecord row, UUID changeSet, Actor me) {
        var input = new HashMap<String, @Nullable Object>();
        input.put("company", row.getCompanyId().toString());
        var person = contact(row.getCompanyId());
        if (person != null) {
            input.put("person", person.toString());
        }
        input.put("channel", "outbound");
        input.put("source", "win_back");
        input.put("owner", me.member().value().toString());
        var lead = around.records()
                .createAlong(around.types().byId("lead").orElseThrow(), input, changeSet, AccountRights.everywhere(me));
        write(row, "open", lead, changeSet);
        return lead;
    }

    /** Who was spoken to last. */
    private @Nullable UUID contact(UUID company) {
        var found = sql.fetchOne("""
                select p.id from person p
                left join lateral (select max(a.at) as at from activity a where a.person_id = p.id and a.deleted_at is null) last on true
                where p.company_id = {0} and p.deleted_at is null and p.consent <> 'opted_out'
                order by last.at desc nulls last, p.created_at desc, p.id limit 1""", val(company));
        return found == null ? null : found.get(0, PERSON.ID.getType());
    }

    private void write(WinBackRecord row, String state, @Nullable UUID lead, UUID changeSet) {
        var before = new HashMap<String, @Nullable Object>();
        before.put("state", row.getState());
        before.put("lead_id", row.getLeadId());
        var after = new HashMap<String, @Nullable Object>();
        after.put("state", state);
        after.put("lead_id", lead);
        row.setState(state);
        row.setLeadId(lead);
        row.setVersion(row.getVersion() + 1);
        row.update();
        around.changeSets().updated(changeSet, type.id(), row.getId(), before, after);
    }
}
