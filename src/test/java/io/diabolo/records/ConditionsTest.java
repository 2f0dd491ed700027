package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rows_and_counts_of_any_tree_of_conditions_are_those_it_says(long seed, Given given) {
        var random = new Random(seed);
        var all = given.in(() -> AnyConditions.world(random, sql));
        var humans = given.in(() -> AnyConditions.humansOf(all, random, sql));
        for (int round = 0; round < ROUNDS; round++) {
            var ofFirms = AnyConditions.firms(random, 1 + random.nextInt(2));
            check(
                    given,
                    companies,
                    ofFirms,
                    all.stream()
                            .filter(ofFirms.means())
                            .map(AnyConditions.Firm::id)
                            .toList(),
                    seed);
            var ofHumans = AnyConditions.humans(random, random.nextInt(3));
            check(
                    given,
                    people,
                    ofHumans,
                    humans.stream()
                            .filter(ofHumans.means())
                            .map(AnyConditions.Human::id)
                            .toList(),
                    seed);
        }
    }

    private void check(Given given, RecordType type, AnyConditions.Asked<?> asked, List<UUID> expected, long seed) {
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
        var again = given.in(() -> lists.parse(type, Exports.listed(Bulk.parameters(query.queryString())), me));
        assertThat(again.parameters()).as(message).isEqualTo(query.parameters());
        assertThat(given.in(() -> lists.count(again, me))).as(message).isEqualTo(expected.size());
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

    @Test
    void groups_that_hold_as_a_whole_are_added_to_one_of_which_one_has_to(Given given) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            create(companies, Map.of("name", "Un", "city", "Lyon", "segment", "smb"), me);
            create(companies, Map.of("name", "Deux", "city", "Paris", "segment", "micro"), me);
            create(companies, Map.of("name", "Trois", "city", "Paris", "segment", "smb"), me);
        });
        assertThat(mvc.get().uri("/companies?add=").with(given.signedIn(me)))
                .bodyText()
                .contains("value=\"any\"")
                .doesNotContain("value=\"all\"");
        assertThat(mvc.get().uri("/companies?add=&at=any.1.").with(given.signedIn(me)))
                .bodyText()
                .contains("<option value=\"all\">Toutes ces conditions</option>")
                .doesNotContain("value=\"any\"");
        steps("/companies?add=all&at=any.1.", "/companies?add=&at=any.1.all.1.", given);
        assertThat(mvc.get().uri("/companies?add=&at=any.1.all.1.").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Au moins une de ces conditions",
                        "data-depth=\"1\" data-here=\"true\"><span>Toutes ces conditions")
                .doesNotContain("value=\"any\"", "value=\"all\"", "??");
        var one = "any.1.all.1.filter[city]=Lyon";
        steps(
                "/companies?add=city&at=any.1.all.1.&op=eq&value=Lyon",
                "/companies?" + one + "&add=&at=any.1.all.1.",
                given);
        one += "&any.1.all.1.filter[segment]=smb";
        steps(
                "/companies?any.1.all.1.filter[city]=Lyon&add=segment&at=any.1.all.1.&op=eq&value=smb",
                "/companies?" + one + "&add=&at=any.1.all.1.",
                given);
        steps("/companies?" + one + "&add=all&at=any.1.", "/companies?" + one + "&add=&at=any.1.all.2.", given);
        var two = one + "&any.1.all.2.filter[city]=Paris";
        steps(
                "/companies?" + one + "&add=city&at=any.1.all.2.&op=eq&value=Paris",
                "/companies?" + two + "&add=&at=any.1.all.2.",
                given);
        two += "&any.1.all.2.filter[segment]=micro";
        assertThat(mvc.get().uri("/companies?" + two).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("(Ville est Lyon et Segment est PME) ou (Ville est Paris et Segment est TPE)", "Un", "Deux")
                .doesNotContain("Trois");
        assertThat(mvc.get().uri("/companies?" + two + "&add=&at=any.1.").with(given.signedIn(me)))
                .bodyText()
                .contains("data-depth=\"2\"", "+ condition");
    }

    private void steps(String from, String to, Given given) {
        assertThat(mvc.get().uri(from).with(given.signedIn(given.administrator())))
                .hasRedirectedUrl(to);
    }
}
