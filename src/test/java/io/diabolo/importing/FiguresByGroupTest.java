package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.importing.mapping.ColumnMapping;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Use;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.UnsupportedEncodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real sets cut by who holds the deal and by where the lead came from, as the API tells it. */
@DiaboloTest
class FiguresByGroupTest {
    private static final String[] MARKETING_FUNNEL = {
        "olist_funnel/olist_marketing_qualified_leads_dataset.csv", "olist_funnel/olist_closed_deals_dataset.csv"
    };

    private final MockMvcTester mvc;
    private final Imports imports;
    private final JsonMapper json;

    FiguresByGroupTest(MockMvcTester mvc, Imports imports, JsonMapper json) {
        this.mvc = mvc;
        this.imports = imports;
        this.json = json;
    }

    @Test
    void deals_won_by_each_sales_representative(Given given) throws Exception {
        apply(given, Map.of(), MARKETING_FUNNEL);
        var groups = pairs(given, "owner");

        for (var theirs : RealFiles.figures("olist_by_sr_id.csv")) {
            var ours = groups.get(theirs.getFirst());
            assertThat(ours).as(theirs.toString()).isNotNull();
            assertThat(ours.get("reached_to").asLong()).as(theirs.toString()).isEqualTo(Long.parseLong(theirs.get(1)));
            assertThat(ours.get("median_days").asDouble())
                    .as(theirs.toString())
                    .isCloseTo(Double.parseDouble(theirs.get(2)), within(0.0001));
        }
        assertThat(groups.values().stream()
                        .mapToLong(group -> group.get("reached_to").asLong())
                        .sum())
                .isEqualTo(842);
    }

    @Test
    void deals_won_by_each_sales_development_representative(Given given) throws Exception {
        var uses = Map.<String, Use>of(
                "sdr_id", new Use.MapTo("owner", null, null),
                "sr_id", new Use.CustomField("sr_id", "SR", "text"));
        apply(given, uses, MARKETING_FUNNEL);
        var groups = pairs(given, "owner");

        for (var theirs : RealFiles.figures("olist_by_sdr_id.csv")) {
            var ours = groups.get(theirs.getFirst());
            assertThat(ours).as(theirs.toString()).isNotNull();
            assertThat(ours.get("reached_to").asLong()).as(theirs.toString()).isEqualTo(Long.parseLong(theirs.get(1)));
        }
    }

    @Test
    void leads_by_origin(Given given) throws Exception {
        var uses = Map.<String, Use>of(
                "Lead Origin", new Use.MapTo("source", null, null),
                "Lead Source", new Use.CustomField("lead_source", "Lead Source", "text"));
        apply(given, uses, "lead_scoring/Leads.csv");
        var groups = pairs(given, "source");

        for (var theirs : RealFiles.figures("leads_by_origin.csv")) {
            var ours = groups.get(theirs.getFirst());
            assertThat(ours).as(theirs.toString()).isNotNull();
            assertThat(ours.get("reached_from").asLong())
                    .as(theirs.toString())
                    .isEqualTo(Long.parseLong(theirs.get(1)));
            assertThat(ours.get("reached_to").asLong()).as(theirs.toString()).isEqualTo(Long.parseLong(theirs.get(2)));
            assertThat(ours.get("conversion").asDouble())
                    .as(theirs.toString())
                    .isCloseTo(Double.parseDouble(theirs.get(3)), within(0.000001));
        }
        assertThat(groups).hasSize(5);
    }

    /** Imports the files as Diabolo proposes, but for these columns. */
    private void apply(Given given, Map<String, Use> uses, String... names) {
        var propose = new Imports.Order(null, false, false, true, ImportOptions.usual());
        var id = ImportPipelineSetTest.upload(given, imports, propose, names);
        WorkspaceScope.run(given.workspace(), () -> {
            var read = imports.find(id, given.administrator());
            assertThat(read.questions()).isEmpty();
            var files = read.mapping().files().stream()
                    .map(file -> changed(file, uses))
                    .toList();
            var order =
                    new Imports.Order(new Mapping(Mapping.VERSION, files), true, false, true, ImportOptions.usual());
            var done = imports.find(
                    imports.upload(RealFiles.of(names), order, given.administrator()), given.administrator());
            assertThat(done.state())
                    .as(() -> done.error() + " " + done.questions())
                    .isEqualTo("done");
        });
    }

    private static FileMapping changed(FileMapping file, Map<String, Use> uses) {
        List<ColumnMapping> columns = file.columns().stream()
                .map(column -> new ColumnMapping(
                        column.header(),
                        uses.getOrDefault(column.header(), column.use()),
                        column.format(),
                        column.values()))
                .toList();
        return new FileMapping(file.file(), file.record(), file.key(), columns, file.constants());
    }

    private Map<String, JsonNode> pairs(Given given, String by) throws UnsupportedEncodingException {
        var answer = mvc.get()
                .uri("/api/v1/funnel/pairs?from_stage=lead&to_stage=won&group_by=" + by)
                .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                .exchange();
        assertThat(answer).hasStatusOk();
        var groups = new HashMap<String, JsonNode>();
        json.readTree(answer.getResponse().getContentAsString())
                .get("items")
                .forEach(item -> groups.put(item.get("group").asString(), item));
        return groups;
    }
}
