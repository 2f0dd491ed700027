package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@DiaboloTest
class RecordsTest {
    private final Records records;
    private final Lists lists;
    private final CustomFields custom;
    private final ChangeSets changeSets;
    private final RecordType companies;
    private final RecordType people;

    RecordsTest(Records records, Lists lists, CustomFields custom, ChangeSets changeSets, RecordTypes types) {
        this.records = records;
        this.lists = lists;
        this.custom = custom;
        this.changeSets = changeSets;
        this.companies = types.byPlural("companies");
        this.people = types.byPlural("people");
    }

    @Test
    void values_are_read_as_people_write_them(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var input = new HashMap<String, @Nullable Object>();
            input.put("name", "  Mécaval ");
            input.put("turnover", "1 234,50 €");
            input.put("headcount", "1 200");
            input.put("key_account", "on");
            input.put("website", "mecaval.example");
            input.put("owner", "Claire Fontaine");
            input.put("city", "");
            var saved = records.create(companies, input, me).record();

            assertThat(saved.value("name")).isEqualTo("Mécaval");
            assertThat(saved.value("turnover"))
                    .isEqualTo(new Money(new BigDecimal("1234.50"), Currency.getInstance("EUR")));
            assertThat(saved.value("headcount")).isEqualTo(1200L);
            assertThat(saved.value("key_account")).isEqualTo(true);
            assertThat(saved.value("owner")).hasToString("Claire Fontaine");
            assertThat(saved.value("city")).isNull();
        });
    }

    @Test
    void each_wrong_value_is_named_and_nothing_is_written(Given given) {
        var me = given.administrator();
        WorkspaceScope.run(
                given.workspace(),
                () -> assertThatThrownBy(() -> records.create(
                                companies,
                                Map.of(
                                        "name",
                                        "X",
                                        "headcount",
                                        "many",
                                        "turnover",
                                        "12 zlotys",
                                        "email",
                                        "nobody",
                                        "parent",
                                        "Nowhere",
                                        "owner",
                                        "Nobody",
                                        "colour",
                                        "red",
                                        "created_at",
                                        "2026-01-01",
                                        "key_account",
                                        "perhaps",
                                        "country",
                                        "Farland"),
                                me))
                        .isInstanceOfSatisfying(
                                BadInput.class,
                                problem -> assertThat(problem.faults())
                                        .extracting(BadInput.Fault::field)
                                        .containsExactlyInAnyOrder(
                                                "headcount",
                                                "turnover",
                                                "email",
                                                "parent",
                                                "owner",
                                                "colour",
                                                "created_at",
                                                "key_account",
                                                "country")));
    }

    @Test
    void a_later_version_is_not_overwritten(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var id = records.create(companies, Map.of("name", "Mécaval"), me)
                    .record()
                    .id();
            var changed = records.update(companies, id, Map.of("city", "Niort"), 1, me)
                    .record();
            assertThat(changed.version()).isEqualTo(2);
            assertThatThrownBy(() -> records.update(companies, id, Map.of("city", "Lyon"), 1, me))
                    .isInstanceOf(StaleVersion.class);
            assertThat(records.update(companies, id, Map.of("city", "Niort"), 2, me)
                            .changeSet())
                    .isNull();
        });
    }

    @Test
    void who_cannot_see_a_record_cannot_change_it(Given given) {
        var nora = given.memberWhoSeesOwn("Nora Petit", "sdr");
        WorkspaceScope.run(given.workspace(), () -> {
            var id = records.create(companies, Map.of("name", "Mécaval"), given.administrator())
                    .record()
                    .id();
            assertThatThrownBy(() -> records.get(companies, id, nora)).isInstanceOf(NoSuchRecord.class);
            assertThatThrownBy(() -> records.update(companies, id, Map.of("city", "Lyon"), null, nora))
                    .isInstanceOf(NoSuchRecord.class);
            assertThatThrownBy(() -> records.delete(companies, id, null, nora)).isInstanceOf(NoSuchRecord.class);
            assertThatThrownBy(() -> records.create(
                            people, Map.of("last_name", "Roy", "company_id", id.toString(), "owner", "me"), nora))
                    .isInstanceOf(BadInput.class);
        });
    }

    @Test
    void what_is_deleted_lies_in_the_bin_and_comes_back(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var id = records.create(companies, Map.of("name", "Mécaval"), me)
                    .record()
                    .id();
            records.delete(companies, id, null, me);
            assertThatThrownBy(() -> records.get(companies, id, me)).isInstanceOf(NoSuchRecord.class);
            var bin = lists.parse(companies, Map.of("filter[deleted]", List.of("true")), me);
            assertThat(lists.count(bin, me)).isEqualTo(1);
            records.restore(companies, id, me);
            assertThat(records.get(companies, id, me).value("name")).isEqualTo("Mécaval");
        });
    }

    @Test
    void custom_fields_are_fields_like_others(Given given) {
        given.run(() -> {
            var me = given.administrator();
            var set = changeSets.open(me, "custom-field.created", "Flotte");
            custom.create("company", "fleet", "Flotte", FieldKind.DECIMAL, set);
            custom.create("company", "tags", "Étiquettes", FieldKind.MULTI_CHOICE, List.of("a", "b"), null, set);
            records.create(
                    companies,
                    Map.of("name", "Grande", "custom", Map.of("fleet", 12.5, "tags", List.of("a", "b"))),
                    me);
            records.create(companies, Map.of("name", "Petite", "custom.fleet", "3"), me);
            records.create(companies, Map.of("name", "Sans"), me);

            assertThat(names(
                            Map.of("filter[custom.fleet][gte]", List.of("3"), "sort", List.of("-custom.fleet")), given))
                    .containsExactly("Grande", "Petite");
            assertThat(names(Map.of("filter[custom.tags]", List.of("b")), given))
                    .containsExactly("Grande");
            assertThat(names(Map.of("filter[custom.fleet][empty]", List.of("true")), given))
                    .containsExactly("Sans");
            assertThat(names(Map.of("sort", List.of("custom.fleet")), given))
                    .containsExactly("Petite", "Grande", "Sans");
        });
    }

    private List<String> names(Map<String, List<String>> parameters, Given given) {
        var me = given.administrator();
        return lists.page(lists.parse(companies, parameters, me), me).rows().stream()
                .map(row -> String.valueOf(row.value("name")))
                .toList();
    }
}
