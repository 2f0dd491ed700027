package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** A person or company gets another name wherever it is shown. */
@DiaboloTest
class RenamedTest {
    private final DSLContext sql;
    private final Records records;
    private final Search search;
    private final Undo undo;
    private final RecordTypes types;

    RenamedTest(DSLContext sql, Records records, Search search, Undo undo, RecordTypes types) {
        this.sql = sql;
        this.records = records;
        this.search = search;
        this.undo = undo;
        this.types = types;
    }

    private UUID create(String plural, Map<String, Object> values, Actor me) {
        return records.create(types.byPlural(plural), values, me).record().id();
    }

    private List<String> found(String q, String kind, Actor me) {
        return search.find(q, List.of(kind), 10, me).stream()
                .map(Search.Hit::label)
                .toList();
    }

    @Test
    void leads_deals_journeys_and_search_follow(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var company = create("companies", Map.of("name", "Mécaval"), me);
            var person = create("people", Map.of("first_name", "Zoé", "last_name", "Marchand"), me);
            var lead = create("leads", Map.of("person", person.toString(), "company", company.toString()), me);
            var named = create("companies", Map.of("name", "Tubes du Nord"), me);
            var ofCompany = create("leads", Map.of("company", named.toString()), me);
            create(
                    "opportunities",
                    Map.of("name", "Licences", "company", company.toString(), "lead", lead.toString()),
                    me);

            var wed = records.update(types.byPlural("people"), person, Map.of("last_name", "Kerbrat"), null, me);
            records.update(types.byPlural("companies"), named, Map.of("name", "Tubes du Sud"), null, me);
            records.update(types.byPlural("companies"), company, Map.of("name", "Vallourec"), null, me);

            var leads = types.byPlural("leads");
            assertThat(records.get(leads, lead, me).value("name")).isEqualTo("Zoé Kerbrat");
            assertThat(records.get(leads, ofCompany, me).value("name")).isEqualTo("Tubes du Sud");
            assertThat(found("kerbrat", "lead", me)).containsExactly("Zoé Kerbrat");
            assertThat(found("marchand", "lead", me)).isEmpty();
            assertThat(found("tubes du sud", "lead", me)).containsExactly("Tubes du Sud");
            assertThat(found("vallourec", "opportunity", me)).containsExactly("Licences");
            assertThat(found("vallourec", "lead", me)).containsExactly("Zoé Kerbrat");
            assertThat(given.in(() -> sql.fetchValues("select name from journey where lead_id = ?", ofCompany)))
                    .asString()
                    .isEqualTo("[Tubes du Sud]");

            undo.reverse(Objects.requireNonNull(wed.changeSet()), me);
            assertThat(records.get(leads, lead, me).value("name")).isEqualTo("Zoé Marchand");
            assertThat(found("marchand", "lead", me)).containsExactly("Zoé Marchand");
        });
    }
}
