package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class LookalikesTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;

    LookalikesTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
    }

    @Test
    void who_creates_a_second_of_the_kind_sees_the_first_and_decides(Given given) {
        var first = given.in(() -> records.create(
                        types.byId("company").orElseThrow(),
                        Map.of("name", "Mécaval", "siren", "732829320"),
                        given.administrator())
                .record()
                .id());

        assertThat(mvc.post()
                        .uri("/companies")
                        .param("name", "Mécaval SAS")
                        .param("siren", "732 829 320")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("/companies/" + first, "Mécaval SAS", "Créer quand même");
        assertThat(given.<Integer>in(() -> sql.fetchCount(COMPANY))).isEqualTo(1);

        assertThat(mvc.post()
                        .uri("/companies")
                        .param("name", "Mécaval SAS")
                        .param("anyway", "true")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(given.<Integer>in(() -> sql.fetchCount(COMPANY))).isEqualTo(2);
    }

    @Test
    void while_one_types_the_form_shows_who_may_be_there_and_makes_nothing(Given given, Given other) {
        var first = given.in(() -> records.create(
                        types.byId("person").orElseThrow(),
                        Map.of("first_name", "Léa", "last_name", "Martin", "email", "lea@brest.example"),
                        given.administrator())
                .record()
                .id());

        assertThat(mvc.post()
                        .uri("/people/new/lookalikes")
                        .param("last_name", "Martin")
                        .param("email", "LEA@brest.example")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("/people/" + first, "existe peut-être déjà")
                .doesNotContain("<form");
        assertThat(mvc.post()
                        .uri("/people/new/lookalikes")
                        .param("last_name", "Martin")
                        .param("email", "lea@brest.example")
                        .with(other.signedIn(other.administrator()))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .isBlank();
        assertThat(given.<Integer>in(() -> sql.fetchCount(io.diabolo.jooq.Tables.PERSON)))
                .isEqualTo(1);
        // Kinds of which nobody knows duplicates have no such part.
        assertThat(mvc.get().uri("/campaigns/new").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("lookalikes");
    }
}
