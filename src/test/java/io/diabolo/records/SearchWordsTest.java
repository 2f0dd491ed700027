package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was mistyped is looked for among the words that are known, which are read a moment after they were written. */
@DiaboloTest
class SearchWordsTest {
    private final DSLContext sql;
    private final Records records;
    private final Search search;
    private final RecordTypes types;

    SearchWordsTest(DSLContext sql, Records records, Search search, RecordTypes types) {
        this.sql = sql;
        this.records = records;
        this.search = search;
        this.types = types;
    }

    private UUID person(Given given, String first, String last) {
        return given.in(() -> records.create(
                        types.byPlural("people"),
                        Map.of(
                                "first_name",
                                first,
                                "last_name",
                                last,
                                "email",
                                last.toLowerCase(java.util.Locale.ROOT) + "@mecaval.example",
                                "phone",
                                "+33612345678",
                                "title",
                                "Directrice des achats"),
                        given.administrator()))
                .record()
                .id();
    }

    private void read() {
        while (sql.fetchSingle("select read_search_words()").get(0, Boolean.class)) {
            Thread.onSpinWait();
        }
    }

    private List<String> found(Given given, String q, Actor me) {
        return given.in(() -> search.find(q, List.of(), 10, me)).stream()
                .map(Search.Hit::label)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helene kerbrat",
                "kerbrat helene",
                "Hélenne Kerbart",
                "kerbart",
                "kerbra achats",
                "kerbrat@mecvaal.example",
                "directrise achats",
                "mecaval",
                "06 12 34 56 78",
                "kerbrat@mecaval.example",
                "erbra"
            })
    void a_person_is_found_however_it_is_typed_before_and_after_the_words_are_read(String q, Given given) {
        person(given, "Hélène", "Kerbrat");
        var before = found(given, q, given.administrator());
        read();

        assertThat(before).containsExactly("Hélène Kerbrat");
        assertThat(found(given, q, given.administrator())).isEqualTo(before);
    }

    @Test
    void what_came_after_the_words_were_read_is_forgiven_too(Given given) {
        person(given, "Hélène", "Kerbrat");
        read();
        person(given, "Louis", "Fournier");

        assertThat(found(given, "fuornier", given.administrator())).containsExactly("Louis Fournier");
    }

    @Test
    void nobody_finds_through_a_word_what_they_may_not_see(Given given, Given another) {
        person(another, "Zoé", "Brizeux");
        person(given, "Hélène", "Kerbrat");
        read();
        var own = given.memberWhoSeesOwn("Nora", "sdr");

        for (var q : List.of("kerbrat", "kerbart", "helenne kerbart", "directrise")) {
            assertThat(found(given, q, own)).as(q).isEmpty();
        }
        assertThat(found(given, "brizuex", given.administrator())).isEmpty();
        assertThat(found(another, "kerbart", another.administrator())).isEmpty();
    }

    @Test
    void a_word_that_nothing_bears_any_more_is_forgotten(Given given) {
        var id = person(given, "Hélène", "Kerbrat");
        read();
        given.run(() -> sql.execute("delete from search_entry where record_id = ?", id));
        sql.execute("select recount_search_words()");
        read();

        given.run(() -> assertThat(sql.fetchValues("select word from search_word"))
                .asString()
                .doesNotContain("kerbrat"));
    }
}
