package io.diabolo.directory.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final int PAIRS = Integer.getInteger("diabolo.duplicates.pairs", 4_000);
    private static final long SEED = Long.getLong("diabolo.duplicates.seed", 20_261_128L);

    @Test
    void companies_are_told_apart_on_the_labelled_set() {
        var figures = new Figures();
        new LabelledCompanies(SEED)
                .pairs(PAIRS)
                .forEach(
                        pair -> figures.add(pair.kind(), pair.same(), pair.one().compare(pair.other())));
        figures.print("companies");
        assertThat(figures.precision()).isGreaterThan(0.90);
        assertThat(figures.recall()).isGreaterThan(0.85);
        assertThat(figures.surelyWrong())
                .as("called the same with certainty, and aren't")
                .isZero();
    }

    @Test
    void people_are_told_apart_on_the_labelled_set() {
        var figures = new Figures();
        new LabelledPeople(SEED)
                .pairs(PAIRS)
                .forEach(
                        pair -> figures.add(pair.kind(), pair.same(), pair.one().compare(pair.other())));
        figures.print("people");
        assertThat(figures.precision()).isGreaterThan(0.90);
        assertThat(figures.recall()).isGreaterThan(0.85);
        assertThat(figures.surelyWrong())
                .as("called the same with certainty, and aren't")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Mécaval SAS, MECAVAL, SAME",
        "Ets Martin & Cie, Établissements Martin et Compagnie, SAME",
        "S.A.R.L. Dupont, Dupont Société à responsabilité limitée, SAME",
        "Ste Dupont, Société Dupont, SAME",
        "Maison Sainte Thérèse, Ste Thérèse SA, PART",
        "Mecaval, Mecavl, CLOSE",
        "Müller GmbH, Muller AG, SAME",
        "Acme Inc., ACME LLC, SAME",
        "Mécaval, Mécaval Immobilier, BRANCH",
        "Mécaval, Mécaval Bourg, PART",
        "Atelier 12, Atelier 13, OTHER",
        "Martin, Martinet, OTHER",
        "La Poste, Poste, SAME"
    })
    void what_tells_companies_apart_is_their_name_without_its_form(String one, String other, CompanyName.Match match) {
        assertThat(CompanyName.of(one).compare(CompanyName.of(other))).isEqualTo(match);
        assertThat(CompanyName.of(other).compare(CompanyName.of(one))).isEqualTo(match);
    }

    @Test
    void two_numbers_of_the_register_are_two_companies_unless_one_is_no_number() {
        var one = company("Mécaval", "732829320");
        assertThat(one.compare(company("Mécaval", "552100554")).isAsked()).isFalse();
        assertThat(one.compare(company("Mécaval", "732829321")).isAsked()).isTrue();
    }

    private static CompanyTraits company(String name, String siren) {
        return new CompanyTraits(name, siren, "mecaval.fr", null, null, "01000", null, "FR", null);
    }

    /** What was found of what there is, and what was found that isn't. */
    static final class Figures {
        private final Map<String, int[]> kinds = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private int right;
        private int found;
        private int there;
        private int surelyWrong;

        void add(String kind, boolean same, Judgement judged) {
            var counts = kinds.computeIfAbsent((same ? "same " : "different ") + kind, _ -> new int[2]);
            counts[0]++;
            there += same ? 1 : 0;
            if (judged.isAsked()) {
                found++;
                right += same ? 1 : 0;
                counts[1]++;
            }
            if (judged.isSure() && !same) {
                surelyWrong++;
                wrong.add(kind + " " + judged);
            }
        }

        double precision() {
            return (double) right / found;
        }

        double recall() {
            return (double) right / there;
        }

        int surelyWrong() {
            return surelyWrong;
        }

        void print(String what) {
            System.out.printf(
                    "%s: precision %.3f, recall %.3f over %d pairs asked about%n", what, precision(), recall(), found);
            kinds.forEach(
                    (kind, counts) -> System.out.printf("  %-24s %5d, asked about %5d%n", kind, counts[0], counts[1]));
            wrong.stream().limit(5).forEach(System.out::println);
        }
    }
}
