package io.diabolo.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.importing.mapping.Question.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

// Files of a few lines read best with their line ends shown.
@SuppressWarnings("StringConcatToTextBlock")
class ProposeTest {
    @TempDir
    Path folder;

    private Dropped dropped = new Dropped(Path.of("."));

    @BeforeEach
    void empty() {
        dropped = new Dropped(folder);
    }

    @Test
    void four_linked_files_are_mapped_and_only_the_drifting_product_is_asked() throws IOException {
        var proposal = pipeline().proposal();

        assertThat(proposal.questions()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Kind.MATCH);
            assertThat(question.args()).containsExactly("GTXPro", "GTX Pro", 2L);
            assertThat(question.proposed()).isEqualTo("GTX Pro");
        });
        assertThat(proposal.unanswerable()).isEmpty();
        assertThat(proposal.mapping().files())
                .extracting(FileMapping::record)
                .containsExactly(Target.COMPANY, Target.PRODUCT, Target.MEMBER, Target.OPPORTUNITY);
        assertThat(proposal.matches())
                .filteredOn(match -> !match.needed())
                .extracting(Match::value, Match::proposed)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("technolgy", "technology"),
                        org.assertj.core.groups.Tuple.tuple("Philipines", "Philippines"));
    }

    @Test
    void references_lead_to_the_files_that_hold_the_records() throws IOException {
        var proposal = pipeline().proposal();
        var deals = file(proposal, "sales_pipeline.csv");

        assertThat(use(deals, "account")).isEqualTo(new Use.MapTo("company", "accounts.csv", "account"));
        assertThat(use(deals, "product")).isEqualTo(new Use.MapTo("product", "products.csv", "product"));
        assertThat(use(deals, "sales_agent")).isEqualTo(new Use.MapTo("owner", "sales_teams.csv", "sales_agent"));
        assertThat(deals.key()).isEqualTo("opportunity_id");
        assertThat(use(file(proposal, "accounts.csv"), "subsidiary_of"))
                .isEqualTo(new Use.MapTo("parent", "accounts.csv", "account"));
    }

    @Test
    void stages_get_their_meaning() throws IOException {
        var stage = Objects.requireNonNull(
                file(pipeline().proposal(), "sales_pipeline.csv").filling("stage"));
        assertThat(stage.value("Prospecting")).isEqualTo("discovery");
        assertThat(stage.value(" Engaging ")).isEqualTo("proposal");
        assertThat(stage.value("Won")).isEqualTo("won");
    }

    @Test
    void a_match_is_taken_only_when_it_is_accepted() throws IOException {
        var proposal = pipeline().proposal();

        assertThat(product(proposal.mapping()).value("GTXPro")).isEqualTo("GTXPro");
        assertThat(product(proposal.accepted()).value("GTXPro")).isEqualTo("GTX Pro");
        assertThat(proposal.accepted().of("accounts.csv")).satisfies(accounts -> {
            assertThat(accounts).isNotNull();
            assertThat(accounts.filling("industry")).satisfies(industry -> {
                assertThat(industry).isNotNull();
                assertThat(industry.value("technolgy")).isEqualTo("technolgy");
            });
        });
    }

    @Test
    void closed_deals_of_leads_are_won_opportunities() throws IOException {
        var proposal = dropped.file(
                        "marketing_qualified_leads.csv",
                        "mql_id,first_contact_date,landing_page_id,origin\n"
                                + "a1,01-02-2018,p1,social\na2,20-10-2017,p2,paid_search\na3,05-06-2018,p1,\n")
                .file(
                        "closed_deals.csv",
                        "mql_id,sdr_id,sr_id,won_date,business_segment\na2,s1,r1,26-02-2018 19:58,pet\n")
                .proposal();

        assertThat(proposal.questions()).isEmpty();
        var leads = file(proposal, "marketing_qualified_leads.csv");
        assertThat(leads.record()).isEqualTo(Target.LEAD);
        assertThat(leads.key()).isEqualTo("mql_id");
        assertThat(use(leads, "first_contact_date")).isEqualTo(new Use.MapTo("created_on"));
        assertThat(leads.columns().get(1).format().dates()).isEqualTo(DateOrder.DMY);
        var deals = file(proposal, "closed_deals.csv");
        assertThat(deals.record()).isEqualTo(Target.OPPORTUNITY);
        assertThat(deals.constants()).containsEntry("stage", "won");
        assertThat(use(deals, "mql_id")).isEqualTo(new Use.MapTo("lead", "marketing_qualified_leads.csv", "mql_id"));
        assertThat(use(deals, "sr_id")).isEqualTo(new Use.MapTo("owner"));
        assertThat(use(deals, "won_date")).isEqualTo(new Use.MapTo("won_on"));
    }

    @Test
    void a_date_that_can_be_read_two_ways_is_asked() throws IOException {
        var proposal = dropped.file("deals.csv", "deal name,amount,close date\nA,10,03/04/2026\nB,20,05/06/2026\n")
                .proposal();

        assertThat(proposal.unanswerable()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Kind.DATE_ORDER);
            assertThat(question.choices()).containsExactly("dmy", "mdy");
            assertThat(question.proposed()).isNull();
            var answered = Objects.requireNonNull(
                    proposal.answered(Map.of(question.id(), "mdy")).of("deals.csv"));
            assertThat(answered.columns().get(2).format().dates()).isEqualTo(DateOrder.MDY);
        });
    }

    @Test
    void a_date_beside_it_that_can_be_read_one_way_decides() throws IOException {
        var proposal = dropped.file(
                        "deals.csv",
                        "deal name,create date,close date\nA,25/02/2026,03/04/2026\nB,01/02/2026,05/06/2026\n")
                .proposal();

        assertThat(proposal.questions()).isEmpty();
        assertThat(file(proposal, "deals.csv").columns().get(2).format().dates())
                .isEqualTo(DateOrder.DMY);
    }

    @Test
    void a_mark_that_may_part_decimals_or_thousands_is_asked() throws IOException {
        var unsure = dropped.file("deals.csv", "deal name;amount\nA;1,234\nB;5,678\n")
                .proposal();
        assertThat(unsure.unanswerable()).extracting(Question::kind).containsExactly(Kind.DECIMAL_MARK);

        empty();
        var french = dropped.file("affaires.csv", "nom de l’affaire;montant\nA;1 234,50 €\nB;12 €\n")
                .proposal();
        assertThat(french.questions()).isEmpty();
        assertThat(file(french, "affaires.csv").columns().get(1).format())
                .isEqualTo(new Format(ValueKind.MONEY, null, DecimalMark.COMMA, "EUR", List.of(), false));
    }

    @Test
    void an_unknown_stage_is_asked_and_its_answer_kept() throws IOException {
        var proposal = dropped.file("deals.csv", "deal name,deal stage\nA,Won\nB,Warteschleife\n")
                .proposal();

        assertThat(proposal.unanswerable()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Kind.STAGE);
            assertThat(question.args()).startsWith("Warteschleife");
            var answered = Objects.requireNonNull(
                    proposal.answered(Map.of(question.id(), "closing")).of("deals.csv"));
            assertThat(answered.columns().get(1).value("Warteschleife")).isEqualTo("closing");
        });
    }

    @Test
    void a_file_about_something_else_is_asked_and_can_be_told() throws IOException {
        dropped.file("weather.csv", "station,temperature\nMetz,12\nLyon,14\n");
        var proposal = dropped.proposal();

        assertThat(proposal.unanswerable()).extracting(Question::kind).containsExactly(Kind.TARGET);
        assertThat(file(proposal, "weather.csv").record()).isNull();

        var told = Proposer.propose(dropped.profiles(), Locale.FRENCH, Map.of("weather.csv", Target.COMPANY));
        assertThat(told.unanswerable()).extracting(Question::kind).containsExactly(Kind.MISSING_COLUMN);
    }

    @Test
    void words_for_not_filled_are_blank() throws IOException {
        var lines = new StringBuilder("Prospect ID,Lead Source,City,Converted\n");
        for (int i = 0; i < 30; i++) {
            lines.append("p")
                    .append(i)
                    .append(",Google,")
                    .append(i % 3 == 0 ? "Mumbai" : "Select")
                    .append(",")
                    .append(i % 2)
                    .append("\n");
        }
        var leads = file(dropped.file("Leads.csv", lines.toString()).proposal(), "Leads.csv");

        assertThat(leads.record()).isEqualTo(Target.LEAD);
        assertThat(use(leads, "Converted")).isEqualTo(new Use.MapTo("converted"));
        assertThat(use(leads, "City")).isEqualTo(new Use.CustomField("city", "City", "choice"));
        assertThat(leads.columns().get(2).value("Select")).isEmpty();
        assertThat(leads.columns().get(2).value("Mumbai")).isEqualTo("Mumbai");
    }

    @Test
    void french_headers_are_understood() throws IOException {
        var proposal = dropped.file(
                        "societes.csv",
                        "Raison sociale;SIREN;Secteur d’activité;Effectif;Chiffre d’affaires;Code postal;Ville;Créé le\n"
                                + "Atelier;732829320;Logiciel;12;1 200 000 €;57000;Metz;25/12/2025\n")
                .proposal();
        var companies = file(proposal, "societes.csv");

        assertThat(proposal.questions()).isEmpty();
        assertThat(companies.columns())
                .extracting(ColumnMapping::field)
                .containsExactly(
                        "name", "siren", "industry", "headcount", "turnover", "postcode", "city", "created_on");
    }

    @Test
    void own_ids_are_known_by_their_form() throws IOException {
        var proposal = dropped.file(
                        "contacts.csv",
                        "id,external_id,first_name,last_name,email\n"
                                + "01932c07-209b-7f3e-8a54-0123456789ab,42,Léa,Martin,lea@example.com\n")
                .proposal();
        var people = file(proposal, "contacts.csv");

        assertThat(people.columns())
                .extracting(ColumnMapping::field)
                .containsExactly("id", "external_id", "first_name", "last_name", "email");
    }

    @Test
    void a_mapping_survives_being_written_down() throws IOException {
        var mapping = pipeline().proposal().accepted();
        var json = JsonMapper.builder().build();

        var written = json.writerWithDefaultPrettyPrinter().writeValueAsString(mapping);

        assertThat(json.readValue(written, Mapping.class)).isEqualTo(mapping);
        assertThat(written).contains("\"version\" : 1", "\"to\" : \"field\"", "\"GTXPro\" : \"GTX Pro\"");
    }

    private Dropped pipeline() throws IOException {
        var deals = new StringBuilder(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        deals.append("D1,Ann Lee,GTX Basic,Acme,Won,2017-01-02,2017-02-03,550\n");
        deals.append("D2,Bob Ray,GTXPro,Betatron,Lost,2017-01-05,2017-03-01,0\n");
        deals.append("D3,Ann Lee,GTXPro,Acme,Engaging,2017-05-06,,\n");
        deals.append("D4,Bob Ray,GTX Basic,,Prospecting,,,\n");
        deals.append("D5,Ann Lee,MG Special,Betatron,Won,2017-02-11,2017-02-13,55\n");
        return dropped.file(
                        "accounts.csv",
                        "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n"
                                + "Acme,technolgy,1996,1100.04,2822,United States,\n"
                                + "Betatron,technolgy,1999,251.41,495,Kenya,Acme\n"
                                + "Cancity,retail,2001,718.62,2448,Philipines,\n"
                                + "Dento,medical,2003,18.62,48,Germany,Acme\n"
                                + "Esso Lab,medical,2003,18.62,48,Norway,\n"
                                + "Fino,medical,2003,18.62,48,Jordan,\n"
                                + "Gogo,retail,2003,18.62,48,Brazil,\n"
                                + "Hoppla,retail,2003,18.62,48,Italy,\n"
                                + "Inno,retail,2003,18.62,48,Japan,\n"
                                + "Jupp,retail,2003,18.62,48,Poland,\n")
                .file(
                        "products.csv",
                        "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\nMG Special,MG,55\n")
                .file(
                        "sales_teams.csv",
                        "sales_agent,manager,regional_office\nAnn Lee,Cara Losch,East\nBob Ray,Cara Losch,West\n")
                .file("sales_pipeline.csv", deals.toString());
    }

    private static ColumnMapping product(Mapping mapping) {
        var column = Objects.requireNonNull(mapping.of("sales_pipeline.csv")).filling("product");
        return Objects.requireNonNull(column);
    }

    private static FileMapping file(Proposal proposal, String name) {
        return Objects.requireNonNull(proposal.mapping().of(name));
    }

    private static Use use(FileMapping file, String header) {
        return file.columns().stream()
                .filter(column -> column.header().equals(header))
                .findFirst()
                .orElseThrow()
                .use();
    }
}
