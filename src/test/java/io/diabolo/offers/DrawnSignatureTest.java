package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.apache.pdfbox.Loader;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A customer signs by hand on the quote's page. */
@DiaboloTest
class DrawnSignatureTest {
    private static final String DRAWN = "M20 100L200 30L300 180L420 40L580 150M100 190L500 190";
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;

    DrawnSignatureTest(ApplicationContext application, MockMvcTester mvc, DSLContext sql) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
    }

    private MvcTestResult accept(String link, String drawn, String code) {
        return mvc.post()
                .uri("/q/" + link + "/acceptance")
                .param("name", "Léa Martin")
                .param("consent", "true")
                .param("drawn", drawn)
                .param("code", code)
                .with(csrf())
                .exchange();
    }

    @Test
    void the_drawing_is_kept_as_proof_and_stands_on_page_and_pdf(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var link = world.sent();
        assertThat(mvc.get().uri("/q/" + link)).bodyText().contains("data-sign", "<canvas");
        mvc.post().uri("/q/" + link + "/codes").with(csrf()).exchange();
        assertThat(accept(link, "M0 0L1 1<script>", "1"))
                .hasStatus(422)
                .bodyText()
                .contains("ne peut pas être gardé")
                .doesNotContain("<script>\"");
        assertThat(accept(link, DRAWN, world.code())).hasStatus(303);
        var kept = given.in(() -> sql.selectFrom(QUOTE_ACCEPTANCE).fetchSingle());
        assertThat(kept.getDrawn()).isEqualTo(DRAWN);
        assertThat(mvc.get().uri("/q/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("d=\"" + DRAWN + "\"", "Signature dessinée de Léa Martin");
        var bytes =
                mvc.get().uri("/q/" + link + "/signed").exchange().getResponse().getContentAsByteArray();
        try (var document = Loader.loadPDF(bytes)) {
            var drawings = 0;
            for (var page : document.getPages()) {
                for (var _ : page.getResources().getXObjectNames()) {
                    drawings++;
                }
            }
            assertThat(drawings).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M1 1",
                "M1 1L2 2",
                "L1 1L2 2L3 3L4 4",
                "M1 1L2 2L3 3L4 1000",
                "M1 1L2 2L3 3L601 4",
                "M1 1L2 2L3 3L4 201",
                "M1 1 2 2L3 3L4 4L5 5",
                "M1 1L2 2L3 3L4 4Z",
                "M1 1L2 2L3 3L4 4\" onload=\"x",
                "M1 1L-2 2L3 3L4 4L5 5",
                "m1 1l2 2l3 3l4 4"
            })
    void what_isnt_strokes_on_the_sheet_isnt_taken(String drawn) {
        assertThat(Strokes.isDrawing(drawn)).isFalse();
    }

    @Test
    void a_drawing_has_an_end() {
        assertThat(Strokes.isDrawing(DRAWN)).isTrue();
        assertThat(Strokes.isDrawing("M1 1" + "L2 2".repeat(4_000))).isTrue();
        assertThat(Strokes.isDrawing("M1 1" + "L2 2".repeat(6_000))).isFalse();
    }
}
