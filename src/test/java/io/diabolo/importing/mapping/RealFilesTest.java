package io.diabolo.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Public CRM sets, which aren't part of the project. */
class RealFilesTest {
    private static final Path DATA = Path.of(System.getProperty("diabolo.data", "../shared/data"));

    @Test
    void the_pipeline_set_asks_one_thing() {
        var proposal = propose(
                "crm_sales_opportunities/accounts.csv",
                "crm_sales_opportunities/products.csv",
                "crm_sales_opportunities/sales_teams.csv",
                "crm_sales_opportunities/sales_pipeline.csv");

        assertThat(proposal.questions()).singleElement().satisfies(question -> {
            assertThat(question.args()).containsExactly("GTXPro", "GTX Pro", 1_480L);
            assertThat(question.mustBeAnswered()).isFalse();
        });
        assertThat(fields(proposal, "accounts.csv"))
                .containsExactly("name", "industry", null, null, "headcount", "country", "parent");
        assertThat(fields(proposal, "products.csv")).containsExactly("name", "family", "list_price");
        assertThat(fields(proposal, "sales_teams.csv")).containsExactly("name", "manager", "team");
        assertThat(fields(proposal, "sales_pipeline.csv"))
                .containsExactly(
                        "external_id", "owner", "product", "company", "stage", "proposal_on", "close_date", "amount");
        assertThat(proposal.matches()).extracting(Match::value).contains("technolgy", "Philipines");
    }

    @Test
    void the_lead_scoring_set_asks_nothing() {
        var proposal = propose("lead_scoring/Leads.csv");
        var leads = Objects.requireNonNull(proposal.mapping().of("Leads.csv"));

        assertThat(proposal.questions()).isEmpty();
        assertThat(leads.record()).isEqualTo(Target.LEAD);
        assertThat(leads.key()).isEqualTo("Prospect ID");
        assertThat(leads.columns().stream().filter(column -> column.field() != null))
                .extracting(ColumnMapping::field)
                .containsExactly("external_id", "source", "converted");
        assertThat(leads.columns().stream()
                        .filter(column -> column.format().clean("Select").isEmpty()))
                .extracting(ColumnMapping::header)
                .contains("Specialization", "How did you hear about X Education", "Lead Profile", "City");
    }

    @Test
    void the_marketing_funnel_is_linked_and_its_dates_are_sure() {
        var proposal = propose(
                "olist_funnel/olist_marketing_qualified_leads_dataset.csv",
                "olist_funnel/olist_closed_deals_dataset.csv");
        var deals = Objects.requireNonNull(proposal.mapping().of("olist_closed_deals_dataset.csv"));

        assertThat(proposal.questions()).isEmpty();
        assertThat(fields(proposal, "olist_marketing_qualified_leads_dataset.csv"))
                .containsExactly("external_id", "created_on", null, "source");
        assertThat(deals.record()).isEqualTo(Target.OPPORTUNITY);
        assertThat(deals.constants()).containsEntry("stage", "won");
        assertThat(deals.columns().getFirst().use())
                .isEqualTo(new Use.MapTo("lead", "olist_marketing_qualified_leads_dataset.csv", "mql_id"));
        assertThat(Objects.requireNonNull(deals.filling("won_on")).format().dates())
                .isEqualTo(DateOrder.DMY);
    }

    @Test
    void exports_of_known_systems_ask_nothing() {
        assertThat(propose(
                                "crm_exports/hubspot_companies.csv",
                                "crm_exports/hubspot_contacts.csv",
                                "crm_exports/hubspot_deals.csv")
                        .questions())
                .isEmpty();
        assertThat(propose(
                                "crm_exports/salesforce_small_Accounts.csv",
                                "crm_exports/salesforce_small_Contacts.csv",
                                "crm_exports/salesforce_small_Leads.csv",
                                "crm_exports/salesforce_small_Opportunities.csv")
                        .questions())
                .isEmpty();
        var accounts = propose("crm_exports/salesforce_dataloader_accountData.csv");
        assertThat(accounts.questions()).isEmpty();
        assertThat(fields(accounts, "salesforce_dataloader_accountData.csv"))
                .startsWith("external_id")
                .contains("name", "parent", "street", "city", "postcode", "country", "turnover", "headcount", "owner");
    }

    @Test
    void the_french_register_is_companies() {
        var proposal = propose("french_register/etablissements_metz.csv");

        assertThat(proposal.questions()).isEmpty();
        assertThat(fields(proposal, "etablissements_metz.csv"))
                .startsWith("siret", "name", null, "naf", "headcount")
                .contains("street", "postcode");
        assertThat(fields(
                        propose("french_register/sirene_old_format_latin1_semicolon.csv"),
                        "sirene_old_format_latin1_semicolon.csv"))
                .contains("siren", "name", "naf", "postcode", "city", "legal_form");
    }

    private static Proposal propose(String... paths) {
        var dropped = new Dropped(DATA);
        for (var path : paths) {
            var file = DATA.resolve(path);
            assumeTrue(
                    Files.exists(file), () -> file + " isn't there: set diabolo.data to the folder of the data sets");
            dropped.file(file);
        }
        return dropped.proposal();
    }

    private static java.util.List<String> fields(Proposal proposal, String file) {
        var fields = new java.util.ArrayList<String>();
        Objects.requireNonNull(proposal.mapping().of(file)).columns().forEach(column -> fields.add(column.field()));
        return fields;
    }
}
