package io.diabolo.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DiaboloTest
class ApiDescriptionTest {
    private final MockMvcTester mvc;
    private final JsonMapper json;
    private final RequestMappingHandlerMapping mappings;

    ApiDescriptionTest(
            MockMvcTester mvc,
            JsonMapper json,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mvc = mvc;
        this.json = json;
        this.mappings = mappings;
    }

    private String document() throws UnsupportedEncodingException {
        var answer = mvc.get().uri("/api/openapi.json").exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void anybody_may_read_what_the_api_can_do() throws UnsupportedEncodingException {
        var text = document();
        var api = json.readTree(text);
        assertThat(api.path("openapi").asString()).startsWith("3.1.");
        assertThat(text).doesNotContain("??");
        var company = api.path("components").path("schemas").path("Company").path("properties");
        assertThat(company.path("turnover").toString()).contains("#/components/schemas/Money", "null");
        assertThat(company.path("owner_id").path("format").asString()).isEqualTo("uuid");
        assertThat(company.path("name").path("type").toString()).contains("string");
        assertThat(api.at("/components/parameters/companies.name.contains/name").asString())
                .isEqualTo("filter[name][contains]");
        assertThat(api.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void every_reference_leads_somewhere() throws UnsupportedEncodingException {
        var text = document();
        var api = json.readTree(text);
        var references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(text);
        var count = 0;
        while (references.find()) {
            assertThat(api.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
            count++;
        }
        assertThat(count).isPositive();
    }

    @Test
    void every_endpoint_is_described() throws UnsupportedEncodingException {
        var described = described(json.readTree(document()).path("paths"));
        var missing = new TreeSet<String>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> {
                                    var endpoint = method.name() + " " + path.replace("{plural}", "companies");
                                    if (!described.contains(endpoint)) {
                                        missing.add(endpoint);
                                    }
                                })));
        assertThat(missing).isEmpty();
    }

    private static TreeSet<String> described(JsonNode paths) {
        var described = new TreeSet<String>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return described;
    }

    @Test
    void members_read_it_as_a_page(Given given) {
        assertThat(mvc.get().uri("/api").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("/api/v1/opportunities/{id}/moves", "curl -g", "recurring_amount")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/api").accept("text/html")).hasRedirectedUrl("/sign-in");
    }
}
