package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;

import io.diabolo.offers.ExchangeRates;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a contract needs to be one: its dates follow from each other, and what it is worth stands in its lines. */
@Component
class ContractRules {
    private static final long USUAL_TERM = 12;
    private static final long USUAL_NOTICE = 3;
    private static final int LONGEST_TERM = 120;
    private static final int LONGEST_NOTICE = 36;
    /** Before it nobody kept contracts that still matter; after it nobody knows. */
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2150, 1, 1);

    private final DSLContext sql;
    private final ContractLines lines;
    private final ExchangeRates rates;
    private final Workspaces workspaces;
    private final Clock clock;

    ContractRules(DSLContext sql, ContractLines lines, ExchangeRates rates, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.lines = lines;
        this.rates = rates;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    void prepare(Draft draft) {
        if (draft.text("name") == null) {
            draft.fault("name", "contract.fault.name");
        }
        if (draft.isNew()) {
            usual(draft);
        }
        for (var name : List.of("starts_on", "renewal_on", "notice_on", "ends_on")) {
            if (draft.value(name) instanceof LocalDate day && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
                draft.fault(name, "contract.fault.day");
                return;
            }
        }
        if (!draft.isNew() && draft.gives("ends_on")) {
            draft.fault("ends_on", "contract.fault.ending");
        }
        within(draft, "term_months", 1, LONGEST_TERM);
        within(draft, "notice_months", 0, LONGEST_NOTICE);
        percent(draft);
        if (draft.hasFaults()) {
            return;
        }
        dates(draft);
        amounts(draft);
    }

    private void usual(Draft draft) {
        if (draft.value("starts_on") == null) {
            draft.set("starts_on", today());
        }
        if (draft.value("term_months") == null) {
            draft.set("term_months", USUAL_TERM);
        }
        if (draft.value("notice_months") == null) {
            draft.set("notice_months", USUAL_NOTICE);
        }
        if (draft.value("renewal_kind") == null) {
            draft.set("renewal_kind", "tacit");
        }
        if (draft.value("indexation") == null) {
            draft.set("indexation", "none");
        }
    }

    private static void within(Draft draft, String name, int least, int most) {
        if (draft.value(name) instanceof Number number && (number.longValue() < least || number.longValue() > most)) {
            draft.fault(name, "contract.fault.months", least, most);
        } else if (draft.gives(name) && draft.value(name) == null) {
            draft.fault(name, "contract.fault.months", least, most);
        }
    }

    private static void percent(Draft draft) {
        if (draft.value("indexation_percent") instanceof BigDecimal percent
                && (percent.compareTo(BigDecimal.valueOf(-50)) < 0
                        || percent.compareTo(BigDecimal.valueOf(100)) > 0
                        || percent.stripTrailingZeros().scale() > 2)) {
            draft.fault("indexation_percent", "contract.fault.percent");
        }
        for (var choice : List.of("renewal_kind", "indexation")) {
            if (draft.gives(choice) && draft.value(choice) == null) {
                draft.fault(choice, "contract.fault.choice");
            }
        }
    }

    /** The renewal follows from start and term, the notice from the renewal; what is given stands. */
    private void dates(Draft draft) {
        var start = (LocalDate) draft.value("starts_on");
        if (start == null) {
            draft.fault("starts_on", "contract.fault.day");
            return;
        }
        var term = months(draft, "term_months");
        var moved = draft.gives("starts_on") || draft.gives("term_months") || draft.gives("renewal_kind");
        var renewal = (LocalDate) draft.value("renewal_on");
        if (renewal == null || (moved && !draft.gives("renewal_on") && draft.isNew())) {
            renewal = next(start, term, "tacit".equals(draft.text("renewal_kind")) ? today() : start);
            draft.set("renewal_on", renewal);
        }
        if (!renewal.isAfter(start)) {
            draft.fault("renewal_on", "contract.fault.renewal");
        }
        var again = draft.gives("renewal_on") || draft.gives("notice_months") || draft.value("notice_on") == null;
        if (again && !(draft.gives("notice_on") && draft.value("notice_on") != null)) {
            draft.set("notice_on", renewal.minusMonths(months(draft, "notice_months")));
        }
        end(draft, start, renewal);
    }

    /** One that isn't renewed ends the day before it would be. */
    private void end(Draft draft, LocalDate start, LocalDate renewal) {
        var none = "none".equals(draft.text("renewal_kind"));
        if (none && draft.value("ends_on") == null && (draft.isNew() || draft.gives("renewal_kind"))) {
            draft.set("ends_on", renewal.minusDays(1));
            draft.setColumn("end_reason", "expired");
        }
        var end = (LocalDate) draft.value("ends_on");
        if (end != null && end.isBefore(start.minusDays(1))) {
            draft.fault("ends_on", "contract.fault.end");
        }
        draft.setColumn("state", end != null && end.isBefore(today()) ? "ended" : "running");
    }

    /** The first end of a term after a day, counted from the start so that a 31st stays one. */
    static LocalDate next(LocalDate start, int term, LocalDate after) {
        var terms = 1;
        while (!start.plusMonths((long) terms * term).isAfter(after)) {
            terms++;
        }
        return start.plusMonths((long) terms * term);
    }

    static int months(Draft draft, String name) {
        return ((Number) Objects.requireNonNull(draft.value(name))).intValue();
    }

    /** A new one may say what it is worth, a month or a year; later that is an amendment's matter. */
    private void amounts(Draft draft) {
        for (var name : List.of("monthly_amount", "yearly_amount")) {
            if (!draft.isNew() && draft.gives(name)) {
                draft.fault(name, "contract.fault.amend");
                return;
            }
        }
        if (!draft.isNew()) {
            return;
        }
        var monthly = (Money) draft.value("monthly_amount");
        var yearly = (Money) draft.value("yearly_amount");
        var amount = monthly == null ? yearly : monthly;
        if (amount != null && amount.value().signum() < 0) {
            draft.fault(monthly == null ? "yearly_amount" : "monthly_amount", "contract.fault.amount");
            return;
        }
        var currency = amount == null ? workspaces.settings().currency() : amount.currency();
        draft.setColumn("currency", currency.getCurrencyCode());
        draft.setColumn(
                "rate", rate(currency.getCurrencyCode(), (LocalDate) Objects.requireNonNull(draft.value("starts_on"))));
        if (amount != null) {
            var period = monthly == null ? Recurrence.YEAR : Recurrence.MONTH;
            draft.extra("amount", amount);
            draft.extra("period", period);
        }
    }

    /** Kept for the contract's whole life: what a currency does isn't what a customer does. */
    @Nullable
    BigDecimal rate(String currency, LocalDate on) {
        return rates.of(currency, workspaces.settings().currency().getCurrencyCode(), on);
    }

    void written(Written written) {
        if (written.created()) {
            created(written);
        } else if (written.one() != null && written.changed().contains("starts_on")) {
            moved(written);
        }
    }

    private void created(Written written) {
        if (written.extras().get("amount") instanceof Money amount
                && written.extras().get("period") instanceof Recurrence period) {
            var contract =
                    sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(written.id())).fetchSingle();
            var line = new ContractLines.NewLine(
                    null, contract.getName(), BigDecimal.ONE, amount, period, contract.getStartsOn(), null);
            lines.add(contract.getId(), contract.getRate(), List.of(line), null, written.changeSet());
            var now = ContractLines.on(
                    today().isBefore(contract.getStartsOn()) ? contract.getStartsOn() : today(),
                    lines.of(contract.getId(), contract.getCurrency()),
                    contract);
            sql.update(CONTRACT)
                    .set(CONTRACT.MONTHLY_MINOR, now.monthly())
                    .set(CONTRACT.RECURRING_MINOR, now.yearly())
                    .set(CONTRACT.SETTLED_ON, today())
                    .where(CONTRACT.ID.eq(contract.getId()))
                    .execute();
        }
    }

    /** The lines that were there from the beginning begin with it. */
    private void moved(Written written) {
        var contract =
                sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(written.id())).fetchSingle();
        lines.of(contract.getId(), contract.getCurrency()).stream()
                .filter(line -> line.addedBy() == null)
                .map(ContractLine::from)
                .min(LocalDate::compareTo)
                .filter(first -> !first.equals(contract.getStartsOn()))
                .ifPresent(first -> lines.begin(contract.getId(), first, contract.getStartsOn(), written.changeSet()));
    }
}
