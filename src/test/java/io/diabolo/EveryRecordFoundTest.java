package io.diabolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.records.FieldKind;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Search;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** One search over all records: whatever has a name of its own is found by it. */
@DiaboloTest
class EveryRecordFoundTest {
    /** These are called as another record is, through which they are found; or nobody would look for one of them by name. */
    private static final Map<String, String> THROUGH_ANOTHER = Map.of(
            "account", "the company",
            "win_back", "the company",
            "suggestion", "the company",
            "referral", "the person who was named, and the lead",
            "journey", "the lead, the opportunity, the company",
            "activity", "the record it belongs to; a note or a task by its title too",
            "interview", "the candidate",
            "survey_response", "the survey, the person",
            "usage_allowance", "the product",
            "sla_policy", "the settings of support");

    private final WorldOfRecords world;
    private final Records records;
    private final RecordTypes types;
    private final Lists lists;
    private final Search search;

    EveryRecordFoundTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Lists lists,
            Search search,
            ApplicationContext application) {
        this.world = new WorldOfRecords(mvc, sql, records, types, application);
        this.records = records;
        this.types = types;
        this.lists = lists;
        this.search = search;
    }

    @Test
    void each_kind_of_record_that_has_a_name_is_found_by_it(Given given) {
        world.filled(given);
        var me = given.administrator();
        var softly = new SoftAssertions();
        world.oneOfEach(given).forEach((plural, id) -> {
            var type = types.byPlural(plural);
            if (isNamed(type) && !THROUGH_ANOTHER.containsKey(type.id())) {
                var record = UUID.fromString(id);
                var name = given.in(() -> String.valueOf(records.get(type, record, me)
                        .value(type.defaultColumns().getFirst())));
                softly.assertThat(found(given, name, List.of(type.id()), me))
                        .as(type.id() + " " + name)
                        .contains(record);
                softly.assertThat(given.in(() -> lists.count(lists.parse(type, Map.of("q", List.of(name)), me), me)))
                        .as("list of " + plural)
                        .isPositive();
            }
        });
        softly.assertThat(found(given, WorldOfRecords.MARK, List.of("activity"), me))
                .as("notes and tasks")
                .isNotEmpty();
        softly.assertAll();
    }

    private static boolean isNamed(RecordType type) {
        return type.field(type.defaultColumns().getFirst()).kind() == FieldKind.TEXT;
    }

    private List<UUID> found(Given given, String q, List<String> kinds, Actor me) {
        return given.in(() -> search.find(q, kinds, 50, me)).stream()
                .map(Search.Hit::id)
                .toList();
    }

    @Test
    void who_does_not_hire_comes_upon_no_candidate(Given given) {
        var me = given.administrator();
        var candidates = types.byPlural("candidates");
        var id = given.in(
                () -> records.create(candidates, Map.of("name", "Léa Kervadec", "email", "lea@kervadec.example"), me)
                        .record()
                        .id());
        var recruiter = given.member("Rose Caron", "recruiter");
        var seller = given.member("Inès Lambert", "sdr");
        for (var q : List.of("Léa Kervadec", "kervadec.example", "kervadek")) {
            assertThat(found(given, q, List.of(), me)).contains(id);
            assertThat(found(given, q, List.of("candidate"), recruiter)).contains(id);
            assertThat(found(given, q, List.of(), seller)).isEmpty();
            assertThat(found(given, q, List.of("candidate"), seller)).isEmpty();
        }
        given.run(() -> records.delete(candidates, id, null, me));
        assertThat(found(given, "Léa Kervadec", List.of(), me)).isEmpty();
    }

    @Test
    void a_plan_is_found_by_who_may_see_it(Given given) {
        var me = given.administrator();
        var own = given.memberWhoSeesOwn("Nora Petit", "am");
        var id = given.in(() -> {
            var company = records.create(types.byPlural("companies"), Map.of("name", "Mécaval"), me)
                    .record()
                    .id();
            return records.create(
                            types.byPlural("account-plans"),
                            Map.of("name", "Cap sur Rennes", "company", company.toString()),
                            me)
                    .record()
                    .id();
        });
        assertThat(found(given, "cap rennes", List.of(), me)).contains(id);
        assertThat(found(given, "cap rennes", List.of(), own)).isEmpty();
    }
}
