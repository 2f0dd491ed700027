package io.diabolo.records;

import static io.diabolo.jooq.Tables.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DiaboloTest
class ListsTest {
    private final DSLContext sql;
    private final Lists lists;
    private final Records records;
    private final RecordType companies;

    ListsTest(DSLContext sql, Lists lists, Records records, RecordTypes types) {
        this.sql = sql;
        this.lists = lists;
        this.records = records;
        this.companies = types.byPlural("companies");
    }

    /** A company as the test itself remembers it. */
    record Row(
            UUID id,
            String name,
            @Nullable String city,
            @Nullable Integer headcount,
            @Nullable String segment,
            boolean keyAccount) {}

    /** A filter, and the same in Java. */
    record Asked(String parameter, String value, Predicate<Row> means) {}

    private static final List<Asked> FILTERS = List.of(
            new Asked("filter[city]", "Lyon", row -> "Lyon".equals(row.city())),
            new Asked("filter[city][ne]", "Lyon", row -> !"Lyon".equals(row.city())),
            new Asked("filter[city][empty]", "true", row -> row.city() == null),
            new Asked("filter[city][empty]", "false", row -> row.city() != null),
            new Asked("filter[city][contains]", "eti", row -> "Saint-Étienne".equals(row.city())),
            new Asked("filter[name][prefix]", "É", row -> row.name().matches("[ÉEe].*")),
            new Asked("filter[headcount][gte]", "10", row -> row.headcount() != null && row.headcount() >= 10),
            new Asked("filter[headcount][lt]", "10", row -> row.headcount() != null && row.headcount() < 10),
            new Asked(
                    "filter[headcount]",
                    "10,20",
                    row -> Objects.equals(row.headcount(), 10) || Objects.equals(row.headcount(), 20)),
            new Asked(
                    "filter[segment]",
                    "smb,micro",
                    row -> "smb".equals(row.segment()) || "micro".equals(row.segment())),
            new Asked("filter[segment][ne]", "smb", row -> !"smb".equals(row.segment())),
            new Asked("filter[key_account]", "true", Row::keyAccount));

    private static final Map<String, Comparator<Row>> SORTS = Map.of(
            "headcount", Comparator.comparing(Row::headcount, Comparator.nullsLast(Comparator.naturalOrder())),
            "-headcount",
                    Comparator.comparing(
                            Row::headcount,
                            Comparator.nullsLast(
                                    Comparator.<Integer>naturalOrder().reversed())),
            "segment,-headcount",
                    Comparator.comparing(Row::segment, Comparator.nullsLast(Comparator.<String>naturalOrder()))
                            .thenComparing(
                                    Row::headcount,
                                    Comparator.nullsLast(
                                            Comparator.<Integer>naturalOrder().reversed())));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_filter_and_order_pages_through_exactly_what_it_says(long seed, Given given) {
        var random = new Random(seed);
        var all = given.in(() -> companies(random, 90));
        for (int round = 0; round < 25; round++) {
            var first = FILTERS.get(random.nextInt(FILTERS.size()));
            var second = FILTERS.get(random.nextInt(FILTERS.size()));
            var sort = List.copyOf(SORTS.keySet()).get(random.nextInt(SORTS.size()));
            var parameters = new java.util.HashMap<String, List<String>>();
            parameters.put(first.parameter(), List.of(first.value()));
            boolean both = !parameters.containsKey(second.parameter());
            if (both) {
                parameters.put(second.parameter(), List.of(second.value()));
            }
            parameters.put("sort", List.of(sort));
            parameters.put("limit", List.of("7"));
            var expected = all.stream()
                    .filter(first.means())
                    .filter(both ? second.means() : _ -> true)
                    .toList();
            var me = given.administrator();
            var found = walk(given, parameters, me);
            var message = "seed " + seed + " " + parameters;
            assertThat(found).as(message).doesNotHaveDuplicates();
            assertThat(found)
                    .as(message)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(Row::id).toList());
            assertThat(found.stream().map(id -> row(all, id)).toList())
                    .as(message)
                    .isSortedAccordingTo(Objects.requireNonNull(SORTS.get(sort)));
            assertThat(given.in(() -> lists.count(lists.parse(companies, parameters, me), me)))
                    .as(message)
                    .isEqualTo(expected.size());
        }
    }

    private static Row row(List<Row> all, UUID id) {
        return all.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    private List<UUID> walk(Given given, Map<String, List<String>> parameters, Actor me) {
        return given.in(() -> {
            var ids = new ArrayList<UUID>();
            var query = lists.parse(companies, parameters, me);
            for (var page = lists.page(query, me); ; page = lists.page(query.after(page.next()), me)) {
                page.rows().forEach(row -> ids.add(row.id()));
                if (page.next() == null) {
                    return ids;
                }
            }
        });
    }

    private List<Row> companies(Random random, int count) {
        var names = List.of("Étoile", "eclair", "Mécaval", "Bois & Fils", "100 % Nord", "Zèbre_1");
        var cities = new @Nullable String[] {"Lyon", "Niort", "Saint-Étienne", null};
        var heads = new @Nullable Integer[] {null, 3, 10, 10, 20, 500};
        var segments = new @Nullable String[] {"micro", "smb", "enterprise", null};
        var all = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            var row = new Row(
                    UUID.randomUUID(),
                    names.get(random.nextInt(names.size())),
                    cities[random.nextInt(cities.length)],
                    heads[random.nextInt(heads.length)],
                    segments[random.nextInt(segments.length)],
                    random.nextBoolean());
            sql.insertInto(COMPANY)
                    .set(COMPANY.ID, row.id())
                    .set(COMPANY.NAME, row.name())
                    .set(COMPANY.CITY, row.city())
                    .set(COMPANY.HEADCOUNT, row.headcount())
                    .set(COMPANY.SEGMENT, row.segment())
                    .set(COMPANY.KEY_ACCOUNT, row.keyAccount())
                    .execute();
            all.add(row);
        }
        return all;
    }

    @Test
    void the_newest_come_first_and_equals_keep_their_place(Given given) {
        var all = given.in(() -> companies(new Random(7), 23));
        assertThat(walk(given, Map.of("limit", List.of("5")), given.administrator()))
                .hasSize(all.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void who_sees_their_own_finds_their_own_only(Given given) {
        var nora = given.memberWhoSeesOwn("Nora Petit", "sdr");
        WorkspaceScope.run(given.workspace(), () -> {
            records.create(companies, Map.of("name", "À Nora", "owner", "me"), nora);
            records.create(companies, Map.of("name", "À personne"), given.administrator());
        });
        WorkspaceScope.run(given.workspace(), () -> {
            var query = lists.parse(companies, Map.of(), nora);
            assertThat(lists.count(query, nora)).isEqualTo(1);
            assertThat(lists.page(query, nora).rows())
                    .extracting(row -> row.value("name"))
                    .containsExactly("À Nora");
            assertThat(given.in(() -> sql.fetch(lists.ids(query, nora)))).hasSize(1);
            var searched = lists.parse(companies, Map.of("q", List.of("a pers")), nora);
            assertThat(lists.count(searched, nora)).isZero();
            assertThat(lists.count(
                            lists.parse(companies, Map.of("q", List.of("A PERS")), given.administrator()),
                            given.administrator()))
                    .isEqualTo(1);
        });
    }

    @Test
    void another_workspace_finds_nothing(Given given, Given.Kit kit) {
        var other = kit.given();
        WorkspaceScope.run(
                given.workspace(), () -> records.create(companies, Map.of("name", "Mécaval"), given.administrator()));
        WorkspaceScope.run(other.workspace(), () -> {
            for (var parameters : List.of(
                    Map.<String, List<String>>of(),
                    Map.of("q", List.of("Mécaval")),
                    Map.of("filter[name]", List.of("Mécaval")))) {
                var query = lists.parse(companies, parameters, other.administrator());
                assertThat(lists.count(query, other.administrator())).isZero();
            }
        });
    }

    @Test
    void relative_dates_are_days_of_the_reader(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            records.create(companies, Map.of("name", "Aujourd’hui"), me);
            assertThat(count("filter[created_at]", "today", me)).isEqualTo(1);
            assertThat(count("filter[created_at][gte]", "-30d", me)).isEqualTo(1);
            assertThat(count("filter[created_at]", "this_year", me)).isEqualTo(1);
            assertThat(count("filter[created_at][lt]", "today", me)).isZero();
            assertThat(count("filter[created_at][gt]", "today", me)).isZero();
        });
    }

    @Test
    void an_amount_is_compared_in_its_own_currency(Given given) {
        given.run(() -> sql.execute("update workspace_setting set currency = 'XOF'"));
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            records.create(companies, Map.of("name", "Dakar", "turnover", "1000000 XOF"), me);
            records.create(companies, Map.of("name", "Lyon", "turnover", "2000000 EUR"), me);
            records.create(companies, Map.of("name", "Tunis", "turnover", "1500.5 TND"), me);
            assertThat(count("filter[turnover][gte]", "1000000", me)).isEqualTo(1);
            assertThat(count("filter[turnover]", "1000000", me)).isEqualTo(1);
            assertThat(count("filter[turnover][gt]", "1000000", me)).isZero();
            assertThat(count("filter[turnover][lte]", "2000000 EUR", me)).isEqualTo(1);
            assertThat(count("filter[turnover]", "1500.5 TND,1000000", me)).isEqualTo(2);
            assertThat(count("filter[turnover][ne]", "1000000", me)).isEqualTo(2);
        });
    }

    @Test
    void a_repeated_filter_means_one_of_its_values_in_every_address(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            for (var country : List.of("FR", "BE", "DE")) {
                records.create(companies, Map.of("name", country, "country", country), me);
            }
            var parameters = Bulk.parameters("filter[country]=FR&filter%5Bcountry%5D=BE&sort=name&q=");
            assertThat(lists.count(lists.parse(companies, Exports.listed(parameters), me), me))
                    .isEqualTo(2);
        });
    }

    @Test
    void a_number_without_measure_is_refused_before_it_is_computed(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            for (var field : List.of("headcount", "turnover")) {
                for (var value : List.of("1e300000000", "1e-300000000", "1".repeat(2_000_000), "1e19")) {
                    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                            java.time.Duration.ofSeconds(20),
                            () -> WorkspaceScope.run(
                                    given.workspace(),
                                    () -> assertThatThrownBy(
                                                    () -> count("filter[" + field + "]", value, given.administrator()))
                                            .isInstanceOf(BadInput.class)));
                }
            }
        });
    }

    private long count(String parameter, String value, Actor me) {
        return lists.count(lists.parse(companies, Map.of(parameter, List.of(value)), me), me);
    }

    @Test
    void what_cannot_be_understood_is_named(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            for (var bad : Map.of(
                            "filter[nowhere]", "1",
                            "filter[headcount][near]", "1",
                            "filter[headcount]", "viel",
                            "filter[name][gt]", "a",
                            "filter[segment]", "huge",
                            "filter[created_at]", "2026-13-01",
                            "filter[owner]", "1-1-1-1-1",
                            "sort", "-nowhere",
                            "limit", "201",
                            "colour", "red")
                    .entrySet()) {
                assertThatThrownBy(() -> lists.parse(
                                companies, Map.of(bad.getKey(), List.of(bad.getValue())), given.administrator()))
                        .as(bad.toString())
                        .isInstanceOfSatisfying(
                                BadInput.class,
                                problem -> assertThat(
                                                problem.faults().getFirst().field())
                                        .isEqualTo(bad.getKey()));
            }
            for (var bad : Map.of(
                            "created_in", "-".repeat(36),
                            "filter[created_at]", "+999999999-12-31",
                            "filter[created_at][gt]", "-99999-01-01")
                    .entrySet()) {
                assertThatThrownBy(() -> lists.parse(
                                companies, Map.of(bad.getKey(), List.of(bad.getValue())), given.administrator()))
                        .as(bad.toString())
                        .isInstanceOf(BadInput.class);
            }
            for (var empty : List.of("sort", "columns")) {
                var query = lists.parse(companies, Map.of(empty, List.of(",")), given.administrator());
                assertThat(query.sorts()).as(empty).isNotEmpty();
                assertThat(query.columns()).as(empty).isNotEmpty();
            }
            assertThatThrownBy(() -> lists.parse(companies, Map.of("cursor", List.of("%%")), given.administrator()))
                    .isInstanceOf(BadInput.class);
        });
    }
}
