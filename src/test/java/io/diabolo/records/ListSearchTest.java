package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list finds the same records whether it looks them up or asks each of them. */
@DiaboloTest
class ListSearchTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ListSearch search;

    ListSearchTest(DSLContext sql, Records records, RecordTypes types, ListSearch search) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.search = search;
    }

    private void companies(Given given) {
        given.run(() -> List.of("Martin & Fils", "Hôtel Martinez", "Dupont 100 %", "Le_Gall", "Ma")
                .forEach(name ->
                        records.create(types.byPlural("companies"), Map.of("name", name), given.administrator())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"martin", "MARTIN", "hotel", "ma", "m", "100 %", "le_g", "_", "%", "nobody", "tin & f"})
    void each_record_asked_for_itself_says_what_the_lookup_finds(String q, Given given) {
        companies(given);

        given.run(() -> {
            var company = types.byPlural("companies");
            var id = company.column("id", UUID.class);
            var lookedUp = sql.select(id)
                    .from(company.table())
                    .where(search.inAll(company, q))
                    .fetchSet(id);
            var asked = sql.select(id)
                    .from(company.table())
                    .where(field("search_holds({0}, {1}, {2})", Boolean.class, val("company"), id, val(q)))
                    .fetchSet(id);
            assertThat(asked).isEqualTo(lookedUp);
        });
    }

    @Test
    void another_workspace_is_told_nothing(Given given, Given other) {
        companies(given);
        var martin = given.in(() ->
                sql.resultQuery("select search_ids('company', 'martin & fils')").fetchSingle(0, UUID.class));

        assertThat(other.in(() -> sql.resultQuery("select search_holds('company', ?, 'martin')", martin)
                        .fetchSingle(0, Boolean.class)))
                .isFalse();
    }
}
