package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class OpportunityProductsTest {
    private final MockMvcTester mvc;
    private final Records records;
    private final RecordTypes types;
    private final OpportunityProducts products;
    private final Undo undo;

    OpportunityProductsTest(
            MockMvcTester mvc, Records records, RecordTypes types, OpportunityProducts products, Undo undo) {
        this.mvc = mvc;
        this.records = records;
        this.types = types;
        this.products = products;
        this.undo = undo;
    }

    private UUID create(Given given, String type, String name) {
        return given.in(
                () -> records.create(types.byId(type).orElseThrow(), Map.of("name", name), given.administrator())
                        .record()
                        .id());
    }

    private Set<UUID> of(Given given, UUID opportunity) {
        return given.in(() -> products.of(opportunity, given.administrator()));
    }

    @Test
    void what_was_added_or_taken_away_comes_back_by_undo(Given given) {
        var me = given.administrator();
        var opportunity = create(given, "opportunity", "Suivi");
        var stock = create(given, "product", "Module Stock");

        var added = given.in(() -> products.add(opportunity, "module stock", me));
        assertThat(given.<UUID>in(() -> products.add(opportunity, "Module Stock", me)))
                .isNull();
        assertThat(of(given, opportunity)).containsExactly(stock);

        var removed = given.in(() -> products.remove(opportunity, stock, me));
        assertThat(of(given, opportunity)).isEmpty();

        given.in(() -> undo.reverse(removed, me));
        assertThat(of(given, opportunity)).containsExactly(stock);

        var second = create(given, "opportunity", "Suite");
        var alone = given.in(() -> products.add(second, stock.toString(), me));
        given.in(() -> undo.reverse(alone, me));
        assertThat(of(given, second)).isEmpty();
        assertThat(added).isNotNull();
    }

    @Test
    void products_are_added_on_the_page_and_set_through_the_api(Given given) {
        var opportunity = create(given, "opportunity", "Suivi");
        var stock = create(given, "product", "Module Stock");
        var page = "/opportunities/" + opportunity;

        assertThat(mvc.post()
                        .uri(page + "/products")
                        .param("product", "Module Stock")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri(page).with(given.signedIn(given.administrator())))
                .bodyText()
                .contains("Module Stock")
                .contains("Aucune prochaine étape");
        assertThat(mvc.put()
                        .uri("/api/v1" + page + "/products")
                        .header(HttpHeaders.AUTHORIZATION, given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"product_ids\":[]}"))
                .hasStatusOk();
        assertThat(of(given, opportunity)).doesNotContain(stock);
    }
}
