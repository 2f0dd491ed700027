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
}
