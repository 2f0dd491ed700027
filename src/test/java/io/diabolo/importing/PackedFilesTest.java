package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A zip of files and a gzip, sent by a program: each file in them is a file of the import. */
@DiaboloTest
class PackedFilesTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;

    PackedFilesTest(MockMvcTester mvc, DSLContext sql) {
        this.mvc = mvc;
        this.sql = sql;
    }

    @Test
    void through_the_api(Given given) throws IOException {
        var bearer = given.bearer(given.administrator(), Scope.WRITE);
        var begun = mvc.perform(multipart("/api/v1/imports")
                .part(new MockPart(
                        "file",
                        "export.zip",
                        Packed.zip(
                                "entreprises.csv",
                                "Entreprise,SIREN,Ville\nMécaval,732829320,Niort\n",
                                "crm/contacts.csv",
                                "Prénom,Nom,Email,Entreprise\nLéa,Petit,lea@mecaval.example,Mécaval\n"),
                        MediaType.APPLICATION_OCTET_STREAM))
                .part(new MockPart(
                        "file",
                        "produits.csv.gz",
                        Packed.gzip("product,series,sales_price\nGTX Pro,GTX,4821\n"),
                        MediaType.APPLICATION_OCTET_STREAM))
                .param("yes", "true")
                .header("Authorization", bearer));
        assertThat(begun).hasStatus(202);
        var id = json(begun).get("id").asString();
        var done = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(mvc.get()
                                .uri("/api/v1/imports/" + id)
                                .header("Authorization", bearer)
                                .exchange()),
                        what -> !what.get("state").asString().endsWith("ing"));

        assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
        assertThat(done.get("tables").findValuesAsString("name"))
                .containsExactlyInAnyOrder("entreprises.csv", "crm/contacts.csv", "produits.csv");
        given.run(() -> {
            assertThat(sql.fetchCount(sql.selectFrom("company where city = 'Niort'")))
                    .isOne();
            assertThat(sql.fetchCount(sql.selectFrom("person where company_id is not null")))
                    .isOne();
            assertThat(sql.fetchCount(sql.selectFrom("product"))).isOne();
        });
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
