package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generated set of people and companies, looked for as people type. */
@DiaboloTest
class SearchRecallTest {
    private static final int PEOPLE = Integer.getInteger("diabolo.test.search", 300);
    private static final List<String> FIRST = List.of(
            "Hélène", "Louis", "Marie", "Jean", "Inès", "Étienne", "François", "Amélie", "Mathieu", "Zoé", "Sébastien");
    private static final List<String> LAST = List.of(
            "Martin",
            "Dubois",
            "Lefèvre",
            "Kerbrat",
            "Fournier",
            "Mercier",
            "Bonnet",
            "Nguyen",
            "Le Gall",
            "Benoît",
            "Garcia");
    private static final List<String> END =
            List.of("", "eau", "ier", "ot", "aud", "ière", "-Roche", "-Morin", " Saint");

    private final DSLContext sql;
    private final Search search;

    SearchRecallTest(DSLContext sql, Search search) {
        this.sql = sql;
        this.search = search;
    }

    record Known(String label, String email, String phone, String number) {}

    private List<Known> world(Given given) {
        var random = new Random(4);
        var all = new ArrayList<Known>();
        given.run(() -> {
            for (int i = 0; i < PEOPLE; i++) {
                var last = LAST.get(random.nextInt(LAST.size())) + END.get(random.nextInt(END.size())) + of(i);
                var label = FIRST.get(random.nextInt(FIRST.size())) + " " + last;
                var known = new Known(
                        label,
                        "p" + i + "@"
                                + plain(last).toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".example",
                        "+336" + (10_000_000 + random.nextInt(89_999_999)),
                        String.valueOf(400_000_000 + random.nextInt(99_999_999)));
                all.add(known);
                sql.execute(
                        "insert into search_entry (kind, record_id, label, text_key) values ('person', uuidv7(), ?, fold(?))",
                        label,
                        String.join(" ", label, known.email(), known.phone(), known.number(), "CRM-" + i));
            }
        });
        return all;
    }

    /** A syllable that makes names differ. */
    private static String of(int i) {
        var sounds = List.of(
                "bar", "den", "fil", "gor", "kam", "lur", "mon", "nez", "pat", "rul", "sov", "tig", "val", "wex");
        return sounds.get(i % sounds.size()) + sounds.get(i / sounds.size() % sounds.size());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private int rank(Given given, String q, Known wanted, Actor me) {
        return given.in(() -> search.find(q, List.of(), 8, me)).stream()
                .map(Search.Hit::label)
                .toList()
                .indexOf(wanted.label());
    }

    @Test
    void what_is_right_stands_first_however_it_is_written(Given given) {
        var me = given.administrator();
        for (var known : world(given).subList(0, 40)) {
            var phone = known.phone();
            var number = known.number();
            for (var q : List.of(
                    known.label(),
                    plain(known.label()).toUpperCase(java.util.Locale.ROOT),
                    known.email(),
                    phone,
                    "0" + phone.substring(3),
                    "0" + phone.substring(3).replaceAll("(\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)", "$1 $2 $3 $4 $5"),
                    "+33 (0)" + phone.substring(3, 4) + "." + phone.substring(4),
                    "0033" + phone.substring(3),
                    number,
                    number.replaceAll("(\\d{3})(\\d{3})(\\d{3})", "$1 $2 $3"),
                    number + "00017")) {
                assertThat(rank(given, q, known, me)).as(q).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void words_in_another_order_and_single_errors_still_find(boolean read, Given given) {
        var me = given.administrator();
        var random = new Random(5);
        var all = world(given);
        if (read) {
            readWords(given);
        }
        int asked = 0;
        int found = 0;
        var missed = new ArrayList<String>();
        for (var known : all.subList(0, Math.min(60, all.size()))) {
            var name = known.label();
            var turned = name.substring(name.indexOf(' ') + 1) + " " + name.substring(0, name.indexOf(' '));
            assertThat(rank(given, turned, known, me)).as(turned).isGreaterThanOrEqualTo(0);
            for (int error = 0; error < 4; error++) {
                var q = wrong(plain(name), error, random);
                asked++;
                if (rank(given, q, known, me) >= 0) {
                    found++;
                } else {
                    missed.add(q + " for " + name);
                }
            }
        }
        assertThat(found * 100 / asked).as("found of 100, without " + missed).isGreaterThanOrEqualTo(95);
    }

    private void readWords(Given given) {
        given.run(() -> sql.execute("insert into search_unread (record_ids) values (null)"));
        while (sql.fetchSingle("select read_search_words()").get(0, Boolean.class)) {
            Thread.onSpinWait();
        }
    }

    /** A letter left out, doubled, another, or two in the wrong order; never the first of a word. */
    private static String wrong(String name, int error, Random random) {
        int at = name.length() - 2 - random.nextInt(Math.min(8, name.length() - 6));
        var before = name.substring(0, at);
        var letter = name.charAt(at);
        var after = name.substring(at + 1);
        return switch (error) {
            case 0 -> before + after;
            case 1 -> before + letter + letter + after;
            case 2 -> before + "aeiou".charAt(random.nextInt(5)) + after;
            default -> before + after.charAt(0) + letter + after.substring(1);
        };
    }

    @Test
    void the_exact_one_stands_before_all_that_merely_begin_so(Given given) {
        var me = given.administrator();
        given.run(() -> {
            for (int i = 0; i < 20; i++) {
                entry("a@b.example fan club " + i, "");
                entry("732829320 variantes " + i, "");
                entry("ACME-42 suite " + i, "");
            }
            entry("Zoé Exacte", "a@b.example");
            entry("Zoé Siren", "732829320");
            entry("Zoé Externe", "ACME-42");
        });
        for (var asked : Map.of("a@b.example", "Zoé Exacte", "732 829 320", "Zoé Siren", "acme-42", "Zoé Externe")
                .entrySet()) {
            assertThat(given.in(() -> search.find(asked.getKey(), List.of(), 8, me)))
                    .as(asked.getKey())
                    .first()
                    .extracting(Search.Hit::label)
                    .isEqualTo(asked.getValue());
        }
    }

    private void entry(String label, String text) {
        sql.execute(
                "insert into search_entry (kind, record_id, label, text_key) values ('company', uuidv7(), ?, fold(?))",
                label,
                label + " " + text);
    }

    @Test
    void two_letters_find_only_what_begins_so_and_products_are_everybodys(Given given) {
        var me = given.administrator();
        var own = given.memberWhoSeesOwn("Nora", "sdr");
        given.run(() -> {
            entry("Boulangerie", "");
            entry("Chambon", "");
            sql.execute(
                    "insert into search_entry (kind, record_id, label, text_key) values ('product', uuidv7(), 'Borne', 'borne')");
        });
        assertThat(given.in(() -> search.find("bo", List.of(), 8, me)))
                .extracting(Search.Hit::label)
                .containsExactly("Borne", "Boulangerie");
        assertThat(given.in(() -> search.find("born", List.of(), 8, own)))
                .extracting(Search.Hit::label)
                .containsExactly("Borne");
    }
}
