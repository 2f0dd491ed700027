package io.diabolo.records;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Conditions put together with and, or, and what belongs to a record: one meaning for rows, counts, addresses and pages. */
@DiaboloTest
class ConditionsTest {
    private static final int ROUNDS = Integer.getInteger("diabolo.test.conditions", 15);
    private final DSLContext sql;
    private final Lists lists;
    private final Records records;
    private final Bulk bulk;
    private final MockMvcTester mvc;
    private final RecordType companies;
    private final RecordType people;

    ConditionsTest(DSLContext sql, Lists lists, Records records, Bulk bulk, MockMvcTester mvc, RecordTypes types) {
        this.sql = sql;
        this.lists = lists;
        this.records = records;
        this.bulk = bulk;
        this.mvc = mvc;
        this.companies = types.byPlural("companies");
        this.people = types.byPlural("people");
    }

    /** As the test itself remembers them. */
    record Firm(
            UUID id,
            @Nullable String segment,
            @Nullable String city,
            @Nullable Integer headcount,
            List<Human> staff) {}

    record Human(UUID id, @Nullable String title, @Nullable Firm firm) {}

    /** A condition as an address says it, and the same in Java. */
    record Asked<T>(Map<String, String> parameters, Predicate<T> means) {
        static <T> Asked<T> of(String parameter, String value, Predicate<T> means) {
            return new Asked<>(Map.of(parameter, value), means);
        }

        Map<String, String> under(String prefix) {
            var all = new LinkedHashMap<String, String>();
            parameters.forEach((name, value) -> all.put(prefix + name, value));
            return all;
        }
    }

    private static final List<Asked<Human>> OF_PEOPLE = List.of(
            Asked.of("filter[title]", "DAF", human -> "DAF".equals(human.title())),
            Asked.of("filter[title][ne]", "DAF", human -> !"DAF".equals(human.title())),
            Asked.of("filter[title][empty]", "true", human -> human.title() == null),
            Asked.of(
                    "filter[title][contains]",
                    "DIRE",
                    human -> human.title() != null && human.title().contains("Dire")),
            Asked.of(
                    "filter[title][contains]",
                    "dire,daf",
                    human -> human.title() != null && !human.title().equals("PDG")),
            Asked.of("filter[company][empty]", "false", human -> human.firm() != null),
            Asked.of(
                    "filter[company.segment]",
                    "smb",
                    human -> human.firm() != null && "smb".equals(human.firm().segment())),
            Asked.of(
                    "filter[company_id.segment][ne]",
                    "smb",
                    human -> human.firm() == null || !"smb".equals(human.firm().segment())),
            Asked.of(
                    "filter[company.city][empty]",
                    "true",
                    human -> human.firm() == null || human.firm().city() == null),
            Asked.of(
                    "filter[company.headcount][gte]",
                    "10",
                    human -> human.firm() != null
                            && human.firm().headcount() != null
                            && human.firm().headcount() >= 10));

    private static final List<Asked<Firm>> OF_FIRMS = List.of(
            Asked.of(
                    "filter[segment]",
                    "smb,micro",
                    firm -> "smb".equals(firm.segment()) || "micro".equals(firm.segment())),
            Asked.of("filter[segment][empty]", "true", firm -> firm.segment() == null),
            Asked.of("filter[city]", "Lyon", firm -> "Lyon".equals(firm.city())),
            Asked.of("filter[city][ne]", "Lyon", firm -> !"Lyon".equals(firm.city())),
            Asked.of("filter[headcount][lt]", "10", firm -> firm.headcount() != null && firm.headcount() < 10),
            Asked.of("has.people", "true", firm -> !firm.staff().isEmpty()),
            Asked.of("no.people", "true", firm -> firm.staff().isEmpty()),
            Asked.of("has.people", "false", firm -> firm.staff().isEmpty()));

    /** Any tree of these conditions: groups in groups, and people of firms with conditions of their own. */
    private static Asked<Firm> firms(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return staff(random, depth - 1);
        }
        return depth == 0 || random.nextBoolean()
                ? OF_FIRMS.get(random.nextInt(OF_FIRMS.size()))
                : grouped(random, List.of(firms(random, depth - 1), firms(random, depth - 1)));
    }

    private static Asked<Firm> staff(Random random, int depth) {
        var inner = humans(random, Math.min(depth, 1));
        boolean none = random.nextBoolean();
        return new Asked<>(
                inner.under((none ? "no" : "has") + ".people."),
                firm -> none != firm.staff().stream().anyMatch(inner.means()));
    }

    private static Asked<Human> humans(Random random, int depth) {
        return depth == 0
                ? OF_PEOPLE.get(random.nextInt(OF_PEOPLE.size()))
                : grouped(random, List.of(humans(random, depth - 1), humans(random, depth - 1)));
    }

    private static <T> Asked<T> grouped(Random random, List<Asked<T>> parts) {
        boolean any = random.nextBoolean();
        var all = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            // Each in a group of its own, so that the same field may be asked twice.
            all.putAll(parts.get(i).under((any ? "any.1." : "all.1.") + "all." + (i + 1) + "."));
        }
        return new Asked<>(
                all,
                any
                        ? one -> parts.stream().anyMatch(part -> part.means().test(one))
                        : one -> parts.stream().allMatch(part -> part.means().test(one)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rows_and_counts_of_any_tree_of_conditions_are_those_it_says(long seed, Given given) {
        var random = new Random(seed);
        var all = given.in(() -> world(random));
        var humans = given.in(() -> humansOf(all, random));
        for (int round = 0; round < ROUNDS; round++) {
            var ofFirms = firms(random, 1 + random.nextInt(2));
            check(
                    given,
                    companies,
                    ofFirms,
                    all.stream().filter(ofFirms.means()).map(Firm::id).toList(),
                    seed);
            var ofHumans = humans(random, random.nextInt(3));
            check(
                    given,
                    people,
                    ofHumans,
                    humans.stream().filter(ofHumans.means()).map(Human::id).toList(),
                    seed);
        }
    }

    private void check(Given given, RecordType type, Asked<?> asked, List<UUID> expected, long seed) {
        var me = given.administrator();
        var message = "seed " + seed + " " + type.plural() + " " + asked.parameters();
        var query = given.in(() -> lists.parse(type, Exports.listed(asked.parameters()), me));
        assertThat(given.in(() -> lists.page(query.limitedTo(200), me)).rows())
                .as(message)
                .extracting(RecordRow::id)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(given.in(() -> lists.count(query, me))).as(message).isEqualTo(expected.size());
        assertThat(given.in(() -> lists.quickCount(query, me))).as(message).isIn(null, (long) expected.size());
        // What is kept in a view, an export or a bulk edit is the address; read again it asks the same.
        var again =
                given.in(() -> lists.parse(type, Exports.listed(BulkController.parameters(query.queryString())), me));
        assertThat(again.parameters()).as(message).isEqualTo(query.parameters());
        assertThat(given.in(() -> lists.count(again, me))).as(message).isEqualTo(expected.size());
    }

    private List<Firm> world(Random random) {
        var segments = new @Nullable String[] {"micro", "smb", "enterprise", null};
        var cities = new @Nullable String[] {"Lyon", "Niort", null};
        var heads = new @Nullable Integer[] {null, 3, 10, 500};
        var firms = new ArrayList<Firm>();
        for (int i = 0; i < 30; i++) {
            var firm = new Firm(
                    UUID.randomUUID(),
                    segments[random.nextInt(4)],
                    cities[random.nextInt(3)],
                    heads[random.nextInt(4)],
                    new ArrayList<>());
            sql.insertInto(COMPANY)
                    .set(COMPANY.ID, firm.id())
                    .set(COMPANY.NAME, "Société " + i)
                    .set(COMPANY.SEGMENT, firm.segment())
                    .set(COMPANY.CITY, firm.city())
                    .set(COMPANY.HEADCOUNT, firm.headcount())
                    .execute();
            firms.add(firm);
        }
        return firms;
    }

    private List<Human> humansOf(List<Firm> firms, Random random) {
        var titles = new @Nullable String[] {"DAF", "Directrice commerciale", "PDG", null};
        var all = new ArrayList<Human>();
        for (int i = 0; i < 60; i++) {
            var firm = random.nextInt(4) == 0 ? null : firms.get(random.nextInt(firms.size()));
            var human = new Human(UUID.randomUUID(), titles[random.nextInt(4)], firm);
            sql.insertInto(PERSON)
                    .set(PERSON.ID, human.id())
                    .set(PERSON.LAST_NAME, "Personne " + i)
                    .set(PERSON.TITLE, human.title())
                    .set(PERSON.COMPANY_ID, firm == null ? null : firm.id())
                    .execute();
            sql.execute(
                    "insert into search_entry (kind, record_id, label, text_key) values ('person', ?, ?, fold(?))",
                    human.id(),
                    "Personne " + i,
                    "Personne " + i + " " + Objects.requireNonNullElse(human.title(), ""));
            all.add(human);
            if (firm != null) {
                firm.staff().add(human);
            }
        }
        return all;
    }

    @Test
    void what_one_may_not_see_answers_no_condition(Given given) {
        var nora = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var boss = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            var hidden = create(companies, Map.of("name", "Cachée", "segment", "smb"), boss);
            var seen = create(companies, Map.of("name", "Vue", "segment", "smb", "owner", "me"), nora);
            create(
                    people,
                    Map.of(
                            "last_name",
                            "Un",
                            "company_id",
                            hidden,
                            "owner",
                            nora.member().toString()),
                    boss);
            create(
                    people,
                    Map.of(
                            "last_name",
                            "Deux",
                            "company_id",
                            seen,
                            "owner",
                            nora.member().toString()),
                    boss);
            create(people, Map.of("last_name", "Trois", "company_id", seen), boss);
            assertThat(count(people, "filter[company.segment]", "smb", boss)).isEqualTo(3);
            assertThat(count(people, "filter[company.segment]", "smb", nora)).isEqualTo(1);
            assertThat(count(companies, "has.people.filter[last_name]", "Trois", boss))
                    .isEqualTo(1);
            assertThat(count(companies, "has.people.filter[last_name]", "Trois", nora))
                    .isZero();
            assertThat(count(companies, "no.people.filter[last_name]", "Trois", nora))
                    .isEqualTo(1);
        });
    }

    private UUID create(RecordType type, Map<String, Object> values, Actor me) {
        return records.create(type, values, me).record().id();
    }

    private long count(RecordType type, String parameter, String value, Actor me) {
        return lists.count(lists.parse(type, Map.of(parameter, List.of(value)), me), me);
    }

    @Test
    void a_company_above_is_not_taken_for_the_company_itself(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var above = create(companies, Map.of("name", "Mère", "segment", "enterprise"), me);
            create(companies, Map.of("name", "Fille", "segment", "smb", "parent", above.toString()), me);
            assertThat(count(companies, "filter[parent.segment]", "enterprise", me))
                    .isEqualTo(1);
            assertThat(count(companies, "filter[parent.segment]", "smb", me)).isZero();
            assertThat(count(companies, "has.companies.filter[segment]", "smb", me))
                    .isEqualTo(1);
            assertThat(count(companies, "no.companies", "true", me)).isEqualTo(1);
        });
    }

    @Test
    void a_bulk_edit_of_a_group_changes_exactly_what_it_counts(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            for (var city : List.of("Lyon", "Niort", "Paris")) {
                create(companies, Map.of("name", city, "city", city), me);
            }
            var asked = Map.of("any.1.filter[city]", "Lyon", "any.1.filter[name][contains]", "niort");
            var answer = bulk.run(new Bulk.Wanted("companies", List.of(), asked, 2, "industry", "Textile"), me);
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Bulk.Answer.Done.class,
                            done -> assertThat(done.records()).isEqualTo(2));
            assertThat(count(companies, "filter[industry]", "Textile", me)).isEqualTo(2);
        });
    }

    @Test
    void what_cannot_be_understood_within_a_group_is_named(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            for (var parameter : List.of(
                    "any.1.filter[nothing]",
                    "any.x.filter[city]",
                    "has.nothing",
                    "has.people.filter[nothing]",
                    "filter[company.name]",
                    "filter[parent.parent.parent.name]",
                    "any.1.any.1.any.1.any.1.any.1.any.1.filter[city]",
                    "no.people.filter[email][gt]")) {
                assertThatThrownBy(() -> count(companies, parameter, "x", given.administrator()))
                        .as(parameter)
                        .isInstanceOf(BadInput.class);
            }
        });
    }

    @Test
    void the_page_says_the_conditions_as_a_sentence_and_adds_to_them_without_script(Given given) {
        var me = given.administrator();
        var asked = "/companies?any.1.filter[segment]=smb&any.1.filter[city][prefix]=Ly&no.people.filter[title]=DAF";
        assertThat(mvc.get().uri(asked).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Segment est PME ou Ville commence par Ly", "Sans\u00a0: Contacts (Fonction est DAF)")
                .doesNotContain("??");
        assertThat(mvc.get().uri(asked + "&add=&at=any.1.").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Au moins une de ces conditions", "Maison mère › Nom");
        assertThat(mvc.get().uri("/companies?add=any").with(given.signedIn(me)))
                .hasRedirectedUrl("/companies?add=&at=any.1.")
                .hasStatus3xxRedirection();
        assertThat(mvc.get()
                        .uri("/companies?any.1.filter[segment]=smb&add=segment&at=any.1.&op=eq&value=micro")
                        .with(given.signedIn(me)))
                .hasRedirectedUrl("/companies?any.1.filter[segment]=smb%2Cmicro&add=&at=any.1.");
        assertThat(mvc.get()
                        .uri("/companies?add=created_at&op=eq&value=ago_beyond&number=45")
                        .with(given.signedIn(me)))
                .hasRedirectedUrl("/companies?filter[created_at][lt]=-45d");
        assertThat(mvc.get().uri("/companies?filter[created_at][lt]=-45d").with(given.signedIn(me)))
                .bodyText()
                .contains("il y a plus de 45 jours");
        assertThat(mvc.get()
                        .uri("/companies?add=owner&op=eq&value=Claire Fontaine")
                        .with(given.signedIn(me)))
                .hasRedirectedUrl("/companies?filter[owner]=" + me.member());
        assertThat(mvc.get()
                        .uri("/companies?add=headcount&op=gt&value=beaucoup")
                        .with(given.signedIn(me)))
                .hasStatus(422)
                .bodyText()
                .contains("builder");
        assertThat(mvc.post()
                        .uri("/companies/views")
                        .param("view_name", "Groupe")
                        .param("any.1.filter[city]", "Lyon")
                        .param("any.1.filter[created_at]", "this_week")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus3xxRedirection();
        assertThat(given.in(
                        () -> sql.fetchSingle("select query from saved_view").get(0, String.class)))
                .contains("any.1.filter[city]=Lyon", "any.1.filter[created_at]=this_week");
    }
}
