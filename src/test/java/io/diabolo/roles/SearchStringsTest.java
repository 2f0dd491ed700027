package io.diabolo.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The titles that are searched for are those that would be read as the role. */
class SearchStringsTest {
    private final SearchStrings searches = new SearchStrings();
    private final TitleReader reader = new TitleReader();

    @Test
    void each_title_is_one_of_the_role() {
        var wrong = new ArrayList<String>();
        for (var role : CanonicalRole.catalogue()) {
            for (var language : List.of("fr", "en")) {
                for (var country : SearchStrings.countries(language)) {
                    for (var title : searches.of(role, language, country).titles()) {
                        var reading = reader.read(title);
                        if (reading.role() != role && !reading.alternatives().contains(role)) {
                            wrong.add(role.id() + " " + language + "-" + country + ": " + title + " is "
                                    + reading.role().id());
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_search_is_well_formed_for_every_role_and_country() {
        for (var role : CanonicalRole.catalogue()) {
            for (var language : SearchStrings.languages()) {
                for (var country : SearchStrings.countries(language)) {
                    var search = searches.of(role, language, country);
                    assertThat(search.titles()).as("%s %s", role, language).hasSizeGreaterThanOrEqualTo(4);
                    assertThat(search.linkedin())
                            .matches("\\(.+\\) NOT \\(.+\\)")
                            .doesNotContain("{", "}");
                    assertThat(search.linkedin().chars().filter(c -> c == '"').count() % 2)
                            .isZero();
                    assertThat(search.general()).contains(" AND NOT ");
                    assertThat(search.google()).startsWith("site:").doesNotContain("()");
                    // What comes after a search engine's 32nd word isn't read.
                    assertThat(search.google().split("\\s+").length)
                            .as(search.google())
                            .isLessThanOrEqualTo(33);
                }
            }
        }
    }

    @Test
    void a_country_says_it_its_own_way() {
        assertThat(searches.of(CanonicalRole.CSM, "fr", "CA").titles().getFirst())
                .isEqualTo("Responsable de la réussite client");
        assertThat(searches.of(CanonicalRole.CSM, "fr", "FR").titles())
                .doesNotContain("Responsable de la réussite client");
        assertThat(searches.of(CanonicalRole.CSM, "fr", "JP").country()).isEqualTo("FR");
        assertThat(searches.of(CanonicalRole.CSM, "xx", "XX").language()).isEqualTo("en");
    }

    @Test
    void words_that_bring_others_are_left_out() {
        assertThat(searches.of(CanonicalRole.SALES_ASSISTANT, "en", "GB").linkedin())
                .contains("NOT (store OR shop OR retail OR intern")
                .contains("\"Sales administrator\"");
    }
}
