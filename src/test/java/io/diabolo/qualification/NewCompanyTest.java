package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Records.Saved;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A record's company given by a name that nobody has yet. */
@DiaboloTest
class NewCompanyTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;

    NewCompanyTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types, Undo undo) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.undo = undo;
    }

    private Saved create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator()));
    }

    private int companies(Given given) {
        return given.in(() -> sql.fetchCount(COMPANY));
    }

    @Test
    void a_new_name_makes_the_company_and_the_same_name_finds_it(Given given) {
        var lead = create(given, "lead", Map.of("last_name", "Martin", "company", "Mécaval"));
        assertThat(lead.record().value("company")).hasToString("Mécaval");
        assertThat(companies(given)).isEqualTo(1);

        create(given, "opportunity", Map.of("name", "Suivi", "company", "mecaval"));
        create(given, "person", Map.of("last_name", "Lenoir", "company", "Mécaval"));
        assertThat(companies(given)).isEqualTo(1);
    }

    @Test
    void the_company_goes_with_the_lead_that_made_it(Given given) {
        var lead = create(given, "lead", Map.of("last_name", "Martin", "company", "Mécaval"));

        given.in(() -> undo.reverse(lead.changeSet(), given.administrator()));

        assertThat(companies(given)).isZero();
    }

    @Test
    void an_id_has_to_be_one_that_exists(Given given) {
        assertThatThrownBy(() -> create(given, "lead", Map.of("last_name", "Martin", "company_id", "Mécaval")))
                .isInstanceOf(BadInput.class);
        assertThat(companies(given)).isZero();
    }

    @Test
    void the_api_takes_a_name_too(Given given) {
        assertThat(mvc.post()
                        .uri("/api/v1/leads")
                        .header(HttpHeaders.AUTHORIZATION, given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"last_name\":\"Martin\",\"company\":\"Mécaval\"}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.company_name")
                .isEqualTo("Mécaval");
    }
}
