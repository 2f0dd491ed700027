package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MRR_MOVEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.delivery.Amendment.Change;
import io.diabolo.delivery.RecurringReport.Basis;
import io.diabolo.delivery.RetentionReport.By;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever becomes of contracts, in whatever order it is learned: the movements add up to what the contracts say, to the
 * cent, and retention says the same.
 */
@DiaboloTest
class ContractLedgerTest {
    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final YearMonth LAST = YearMonth.of(2027, 6);

    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Contracts contracts;
    private final ContractLines lines;
    private final RecurringReport report;
    private final RetentionReport retention;
    private final Undo undo;

    ContractLedgerTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Contracts contracts,
            ContractLines lines,
            RecurringReport report,
            RetentionReport retention,
            Undo undo) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.contracts = contracts;
        this.lines = lines;
        this.report = report;
        this.retention = retention;
        this.undo = undo;
    }

    /** What the contracts of each customer come to on a day, from their lines alone; by customer, then product. */
    private Map<UUID, Map<UUID, long[]>> recomputed(LocalDate day) {
        var all = new HashMap<UUID, Map<UUID, long[]>>();
        for (var contract :
                sql.selectFrom(CONTRACT).where(CONTRACT.DELETED_AT.isNull()).fetch()) {
            var customer = contract.getCompanyId() == null ? contract.getId() : contract.getCompanyId();
            if (contract.getEndsOn() != null && day.isAfter(contract.getEndsOn())) {
                continue;
            }
            for (var line : lines.of(contract.getId(), contract.getCurrency())) {
                if (!line.from().isAfter(day) && (line.until() == null || day.isBefore(line.until()))) {
                    var product = line.product() == null ? new UUID(0, 0) : line.product();
                    var sum = all.computeIfAbsent(customer, _ -> new HashMap<>())
                            .computeIfAbsent(product, _ -> new long[2]);
                    sum[0] += line.period().monthly(line.amount().minor());
                    sum[1] += line.period().yearly(line.amount().minor());
                }
            }
        }
        return all;
    }

    private static long sum(Map<UUID, long[]> products, int which) {
        return products.values().stream().mapToLong(one -> one[which]).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void movements_add_up_to_the_contracts_whatever_is_amended_and_when(long seed, Given given) {
        var random = new Random(seed);
        given.run(() -> {
            lived(random, given);
            agree(seed, given);
        });
    }

    /** A price that was agreed in March is written down in the autumn, after another change: the months it concerns follow. */
    @Test
    void a_change_that_is_learned_late_moves_the_months_it_belongs_to(Given given) {
        var me = given.administrator();
        given.run(() -> {
            var id = records.create(
                            types.byPlural("contracts"),
                            Map.of("name", "Licences", "starts_on", "2025-01-10", "monthly_amount", "100 EUR"),
                            me)
                    .record()
                    .id();
            amend(id, "2025-09-01", new Change.Added(null, "Option", BigDecimal.ONE, minor(50), Recurrence.MONTH), me);
            assertThat(ends()).containsExactly(100L, 100L, 100L, 150L, 150L);
            var line = contracts.get(id, me).lines().stream()
                    .filter(one -> !one.name().equals("Option"))
                    .findFirst()
                    .orElseThrow();
            var late = amend(id, "2025-03-15", new Change.Priced(line.id(), BigDecimal.ONE, 12_000), me);
            assertThat(ends()).containsExactly(100L, 120L, 120L, 170L, 170L);
            contracts.end(id, new ContractEnding(LocalDate.of(2025, 10, 31), "price", ""), null, me);
            assertThat(ends()).containsExactly(100L, 120L, 120L, 170L, 0L);
            contracts.resume(id, "", null, me);
            undo.reverse(late, me);
            assertThat(ends()).containsExactly(100L, 100L, 100L, 150L, 150L);
            records.update(types.byPlural("contracts"), id, Map.of("starts_on", "2025-04-02"), null, me);
            assertThat(ends()).containsExactly(0L, 0L, 100L, 150L, 150L);
            agree(0, given);
        });
    }

    private UUID amend(UUID id, String on, Change change, Actor me) {
        var wanted = new Amendment.Wanted(LocalDate.parse(on), Amendment.Kind.CHANGE, "", List.of(change));
        return contracts.amend(id, wanted, null, me);
    }

    private static Money minor(long euros) {
        return Money.ofMinor(euros * 100, "EUR");
    }

    /** In euros at the end of February, March, June, September and November 2025. */
    private List<Long> ends() {
        return List.of(2, 3, 6, 9, 11).stream()
                .map(month -> recomputed(YearMonth.of(2025, month).atEndOfMonth()).values().stream()
                                .mapToLong(of -> sum(of, 0))
                                .sum()
                        / 100)
                .toList();
    }

    private void lived(Random random, Given given) {
        var me = given.administrator();
        var companies = new ArrayList<UUID>();
        for (var at = 0; at < 5; at++) {
            companies.add(records.create(
                            types.byPlural("companies"),
                            Map.of("name", "Client " + at, "segment", at % 2 == 0 ? "micro" : "smb"),
                            me)
                    .record()
                    .id());
        }
        var products = List.of(product("Licence", given), product("Capteur", given));
        var all = new ArrayList<UUID>();
        var sets = new ArrayList<UUID>();
        for (var at = 0; at < 60; at++) {
            switch (all.size() < 4 ? 0 : random.nextInt(9)) {
                case 0, 1 -> all.add(contract(random, companies, given));
                case 2, 3, 4 -> sets.add(amended(random, all, products, given));
                case 5 -> sets.add(ended(random, all, given));
                case 6 -> {
                    var id = all.get(random.nextInt(all.size()));
                    if (contracts.get(id, me).contract().getEndsOn() != null) {
                        contracts.resume(id, "", null, me);
                    }
                }
                case 7 -> {
                    var id = all.get(random.nextInt(all.size()));
                    var to = random.nextInt(4) == 0
                            ? ""
                            : companies.get(random.nextInt(companies.size())).toString();
                    records.update(types.byPlural("contracts"), id, Map.of("company", to), null, me);
                }
                default -> {
                    if (!sets.isEmpty() && sets.getLast() != null) {
                        undo.reverse(sets.removeLast(), me);
                    }
                }
            }
            sets.removeIf(java.util.Objects::isNull);
        }
        records.delete(types.byPlural("contracts"), all.getFirst(), null, me);
    }

    private UUID product(String name, Given given) {
        return records.create(types.byPlural("products"), Map.of("name", name), given.administrator())
                .record()
                .id();
    }

    private UUID contract(Random random, List<UUID> companies, Given given) {
        var input = new HashMap<String, Object>();
        input.put("name", "Contrat " + random.nextInt(1_000));
        input.put("starts_on", day(random).toString());
        input.put(
                random.nextBoolean() ? "monthly_amount" : "yearly_amount",
                BigDecimal.valueOf(random.nextInt(200_000) + 1L, 2) + " EUR");
        if (random.nextInt(5) > 0) {
            input.put("company", companies.get(random.nextInt(companies.size())).toString());
        }
        return records.create(types.byPlural("contracts"), input, given.administrator())
                .record()
                .id();
    }

    private static LocalDate day(Random random) {
        return FIRST.atDay(1).plusDays(random.nextInt(1_000));
    }

    private @org.jspecify.annotations.Nullable UUID amended(
            Random random, List<UUID> all, List<UUID> products, Given given) {
        var whole = contracts.get(all.get(random.nextInt(all.size())), given.administrator());
        var start = whole.contract().getStartsOn();
        var end = whole.contract().getEndsOn();
        var on = start.plusDays(random.nextInt(400));
        if (end != null && on.isAfter(end)) {
            return null;
        }
        var running = whole.on(on);
        var changes = new ArrayList<Change>();
        var kind = random.nextInt(4);
        if (kind == 0 || running.isEmpty()) {
            changes.add(new Change.Added(
                    products.get(random.nextInt(2)),
                    "Option",
                    BigDecimal.ONE,
                    Money.ofMinor(random.nextInt(50_000), "EUR"),
                    List.of(Recurrence.values()).get(random.nextInt(3))));
        } else if (kind == 1) {
            changes.add(new Change.Removed(running.getFirst().id()));
        } else if (kind == 2) {
            changes.add(new Change.Indexed(random.nextInt(1_500) - 500));
        } else {
            changes.add(new Change.Priced(running.getLast().id(), BigDecimal.TEN, random.nextInt(90_000)));
        }
        return contracts.amend(
                whole.contract().getId(),
                new Amendment.Wanted(on, Amendment.Kind.CHANGE, "", changes),
                null,
                given.administrator());
    }

    private UUID ended(Random random, List<UUID> all, Given given) {
        var whole = contracts.get(all.get(random.nextInt(all.size())), given.administrator());
        return contracts.end(
                whole.contract().getId(),
                new ContractEnding(whole.contract().getStartsOn().plusDays(random.nextInt(500)), "price", ""),
                null,
                given.administrator());
    }

    private void agree(long seed, Given given) {
        var me = given.administrator();
        for (var basis : Basis.values()) {
            var which = basis == Basis.MRR ? 0 : 1;
            var answer = report.of(FIRST, LAST, basis, me);
            for (var month : answer.months()) {
                var expected = recomputed(month.month().atEndOfMonth()).values().stream()
                        .mapToLong(of -> sum(of, which))
                        .sum();
                assertThat(month.end())
                        .as("seed %d, %s of %s", seed, basis, month.month())
                        .isEqualTo(expected);
            }
        }
        assertThat(sql.fetchCount(
                        MRR_MOVEMENT, MRR_MOVEMENT.MONTHLY_MINOR.eq(0L).and(MRR_MOVEMENT.YEARLY_MINOR.eq(0L))))
                .isZero();
        kindsAreTrue(seed);
        for (var span : List.of(
                new Months(YearMonth.of(2025, 1), YearMonth.of(2025, 12)),
                new Months(YearMonth.of(2024, 7), YearMonth.of(2026, 3)))) {
            retained(seed, span, given);
        }
    }

    /** What is called new began, what is called lost is at nothing. */
    private void kindsAreTrue(long seed) {
        var ever = new java.util.HashSet<UUID>();
        var before = new HashMap<UUID, Map<UUID, long[]>>();
        for (var month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            var now = recomputed(month.atEndOfMonth());
            for (var row : sql.selectDistinct(MRR_MOVEMENT.CUSTOMER_ID, MRR_MOVEMENT.KIND)
                    .from(MRR_MOVEMENT)
                    .where(MRR_MOVEMENT.MONTH.eq(month.atDay(1)))
                    .fetch()) {
                var was = sum(before.getOrDefault(row.value1(), Map.of()), 1);
                var is = sum(now.getOrDefault(row.value1(), Map.of()), 1);
                var expected = was == 0
                        ? ever.add(row.value1()) ? "new" : "reactivation"
                        : is == 0 ? "churn" : is < was ? "contraction" : "expansion";
                assertThat(row.value2())
                        .as("seed %d, %s, %d → %d", seed, month, was, is)
                        .isEqualTo(expected);
            }
            before = new HashMap<>(now);
        }
    }

    private void retained(long seed, Months span, Given given) {
        var start = recomputed(span.from().minusMonths(1).atEndOfMonth());
        var end = recomputed(span.to().atEndOfMonth());
        long[] sums = new long[4];
        var customers = 0;
        var lost = 0;
        for (var customer : start.keySet()) {
            var was = sum(start.get(customer), 0);
            var is = sum(end.getOrDefault(customer, Map.of()), 0);
            if (was == 0) {
                continue;
            }
            customers++;
            lost += is == 0 ? 1 : 0;
            sums[0] += was;
            sums[1] += is == 0 ? was : 0;
            sums[2] += is == 0 ? 0 : Math.max(0, was - is);
            sums[3] += Math.max(0, is - was);
        }
        for (var by : By.values()) {
            var answer = retention.of(span, Basis.MRR, by, given.administrator());
            var total = answer.total();
            assertThat(List.of(total.start(), total.churn(), total.contraction(), total.expansion()))
                    .as("seed %d, %s", seed, span)
                    .containsExactly(sums[0], sums[1], sums[2], sums[3]);
            assertThat(List.of(total.customers(), total.lost())).containsExactly(customers, lost);
            assertThat(answer.lines().stream()
                            .mapToLong(RetentionReport.Line::start)
                            .sum())
                    .as("seed %d by %s", seed, by)
                    .isEqualTo(sums[0]);
            if (by != By.PRODUCT) {
                assertThat(answer.lines().stream()
                                .mapToLong(RetentionReport.Line::end)
                                .sum())
                        .isEqualTo(total.end());
            }
        }
        for (var cohort : retention.cohorts(new Months(FIRST, span.to()), Basis.MRR, given.administrator())) {
            assertThat(cohort.customers().getFirst()).isPositive();
        }
        var all = retention.cohorts(new Months(FIRST, span.to()), Basis.MRR, given.administrator());
        assertThat(all.stream().mapToLong(cohort -> cohort.minor().getLast()).sum())
                .as("seed %d, cohorts at the end of %s", seed, span)
                .isEqualTo(end.values().stream().mapToLong(of -> sum(of, 0)).sum());
        assertThat(all.stream().mapToInt(cohort -> cohort.customers().getLast()).sum())
                .isEqualTo(
                        (int) end.values().stream().filter(of -> sum(of, 0) > 0).count());
    }
}
