package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Fields that a workspace added, open to filters and sorts or closed. */
@DiaboloTest
class CustomFilteringTest {
    private final CustomFields fields;
    private final CustomFiltering filtering;
    private final Records records;
    private final Lists lists;
    private final Jobs jobs;
    private final DSLContext sql;
    private final MockMvcTester mvc;
    private final RecordType companies;

    CustomFilteringTest(
            CustomFields fields,
            CustomFiltering filtering,
            Records records,
            Lists lists,
            Jobs jobs,
            DSLContext sql,
            MockMvcTester mvc,
            RecordTypes types) {
        this.fields = fields;
        this.filtering = filtering;
        this.records = records;
        this.lists = lists;
        this.jobs = jobs;
        this.sql = sql;
        this.mvc = mvc;
        this.companies = types.byPlural("companies");
    }

    private CustomField fleet(Given given, int count) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var me = given.administrator();
            var field = fields.add(companies, "fleet", "Flotte", "number", List.of(), null, me);
            for (int i = 0; i < count; i++) {
                var values = i % 4 == 3
                        ? Map.<String, Object>of("name", "Société " + i)
                        : Map.<String, Object>of("name", "Société " + i, "custom.fleet", String.valueOf(i % 3));
                records.create(companies, values, me);
            }
            return field;
        });
    }

    private void open(Given given, CustomField field, boolean open) {
        WorkspaceScope.run(given.workspace(), () -> filtering.ask(field.id(), open, given.administrator()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given.in(() -> jobs.newest(
                                CustomFilteringWork.KIND, given.administrator().member(), 1)
                        .getFirst()
                        .isOver()));
    }

    @Test
    void a_closed_field_keeps_its_values_and_is_named_until_a_job_opened_it_again(Given given) {
        var field = fleet(given, 12);
        var me = given.administrator();
        open(given, field, false);
        assertThat(given.in(() -> filtering.rows(field.id()))).isZero();
        for (var parameters : List.of(
                Map.of("filter[custom.fleet]", List.of("1")),
                Map.of("sort", List.of("-custom.fleet")),
                Map.of("any.1.filter[custom.fleet][empty]", List.of("true")))) {
            assertThatThrownBy(() -> given.in(() -> lists.parse(companies, parameters, me)))
                    .isInstanceOfSatisfying(
                            BadInput.class,
                            bad -> assertThat(bad.faults().getFirst().args())
                                    .as(parameters.toString())
                                    .anyMatch(arg -> arg.toString().contains("custom.fleet")));
        }
        WorkspaceScope.run(
                given.workspace(),
                () -> records.create(companies, Map.of("name", "Nouvelle", "custom.fleet", "1"), me));
        assertThat(given.in(() -> filtering.rows(field.id()))).isZero();

        open(given, field, true);

        assertThat(given.in(() ->
                        lists.count(lists.parse(companies, Map.of("filter[custom.fleet]", List.of("1")), me), me)))
                .isEqualTo(4);
        var token = given.bearer(me, Scope.ADMIN);
        assertThat(mvc.get().uri("/api/v1/custom-fields?type=companies").header("Authorization", token))
                .bodyJson()
                .extractingPath("$.items[0].filterable")
                .isEqualTo(true);
        assertThat(mvc.patch()
                        .uri("/api/v1/custom-fields/" + field.id())
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"filterable\": false}"))
                .hasStatus(204);
    }

    @Test
    void a_list_sorted_by_an_added_field_pages_through_all_with_the_empty_ones_last(Given given) {
        fleet(given, 23);
        var me = given.administrator();
        for (var sort : List.of("custom.fleet", "-custom.fleet")) {
            var values = given.in(() -> {
                var seen = new ArrayList<String>();
                var query = lists.parse(companies, Map.of("sort", List.of(sort), "limit", List.of("4")), me);
                for (var page = lists.page(query, me); ; page = lists.page(query.after(page.next()), me)) {
                    page.rows().forEach(row -> seen.add(Objects.toString(row.value("custom.fleet"), "")));
                    if (page.next() == null) {
                        return seen;
                    }
                }
            });
            assertThat(values).hasSize(23);
            assertThat(values.subList(18, 23)).containsOnly("");
            var filled = values.subList(0, 18);
            var sorted = filled.stream().sorted().toList();
            assertThat(filled).isEqualTo(sort.startsWith("-") ? sorted.reversed() : sorted);
        }
    }

    @Test
    void views_and_members_stay_a_handful_on_the_page_however_many_there_are(Given given) {
        var me = given.administrator();
        given.run(() -> {
            sql.execute(
                    "insert into member (name, email, roles, visibility) select 'Vendeuse ' || i, i || '@' || gen_random_uuid() || '.example', '{}', 'own' from generate_series(1, 300) i");
            sql.execute(
                    "insert into saved_view (record_type, name, query, member_id, shared, position) select 'company', 'Vue ' || i, 'filter[city]=Lyon', ?, true, i from generate_series(1, 60) i",
                    me.member().value());
        });
        assertThat(mvc.get().uri("/companies?add=owner").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("/completions/members", "/companies/views", "Claire Fontaine", "Vue 3")
                .doesNotContain("Vendeuse 300", "Vue 42");
        assertThat(mvc.get().uri("/completions/members?q=vendeuse 300").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Vendeuse 300");
        assertThat(mvc.get().uri("/companies/views?q=vue 42").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Vue 42")
                .doesNotContain("Vue 41");
    }
}
