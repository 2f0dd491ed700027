package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One search over all records, as people type. */
@DiaboloTest
class SearchTest {
    private final Records records;
    private final Search search;
    private final Lists lists;
    private final RecordTypes types;

    SearchTest(Records records, Search search, Lists lists, RecordTypes types) {
        this.records = records;
        this.search = search;
        this.lists = lists;
        this.types = types;
    }

    private void people(Given given) {
        given.run(() -> {
            var me = given.administrator();
            records.create(
                    types.byPlural("people"),
                    Map.of(
                            "first_name", "Hélène",
                            "last_name", "Kerbrat",
                            "email", "helene@mecaval.example",
                            "phone", "+33612345678",
                            "title", "Directrice des achats"),
                    me);
            records.create(types.byPlural("people"), Map.of("first_name", "Louis", "last_name", "Kerbrataud"), me);
            records.create(types.byPlural("companies"), Map.of("name", "Kerbrat", "siren", "732829320"), me);
        });
    }

    private List<String> found(Given given, String q, Actor me) {
        return given.in(() -> search.find(q, List.of(), 10, me)).stream()
                .map(Search.Hit::label)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hélène Kerbrat",
                "helene",
                "kerbrat helene",
                "KERBRAT achats",
                "mecaval.example",
                "directrice",
                "06 12 34 56 78",
                "+33 6 12 34 56 78",
                "0612345678",
                "helenne kerbrat",
                "Hélène Kerbart",
                "directrise"
            })
    void a_person_is_found_however_it_is_typed(String q, Given given) {
        people(given);

        assertThat(found(given, q, given.administrator())).first().isEqualTo("Hélène Kerbrat");
    }

    @Test
    void the_exact_name_stands_first_and_errors_are_only_forgiven_where_nothing_is_right(Given given) {
        people(given);

        assertThat(found(given, "kerbrat", given.administrator()))
                .startsWith("Kerbrat")
                .containsExactlyInAnyOrder("Kerbrat", "Hélène Kerbrat", "Louis Kerbrataud");
        assertThat(found(given, "kerbrataud", given.administrator())).containsExactly("Louis Kerbrataud");
        assertThat(found(given, "732829320", given.administrator())).containsExactly("Kerbrat");
        assertThat(found(given, "100%", given.administrator())).isEmpty();
        assertThat(found(given, "zzzz'; drop table lead", given.administrator()))
                .isEmpty();
    }

    @Test
    void a_list_finds_the_same_words_but_forgives_no_error(Given given) {
        people(given);

        given.run(() -> {
            var me = given.administrator();
            var type = types.byPlural("people");
            assertThat(lists.count(lists.parse(type, Map.of("q", List.of("kerbrat helene")), me), me))
                    .isEqualTo(1);
            assertThat(lists.count(lists.parse(type, Map.of("q", List.of("kerbart")), me), me))
                    .isZero();
        });
    }

    @Test
    void who_sees_only_their_own_finds_only_their_own(Given given) {
        people(given);
        var own = given.memberWhoSeesOwn("Nora", "sdr");

        assertThat(found(given, "kerbrat", own)).isEmpty();
        assertThat(found(given, "kerbart", own)).isEmpty();
    }
}
