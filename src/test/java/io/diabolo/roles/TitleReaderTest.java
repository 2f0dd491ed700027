package io.diabolo.roles;

import static io.diabolo.roles.CanonicalRole.ACCOUNT_EXECUTIVE;
import static io.diabolo.roles.CanonicalRole.BDR;
import static io.diabolo.roles.CanonicalRole.BUSINESS_DEVELOPER;
import static io.diabolo.roles.CanonicalRole.INSIDE_SALES;
import static io.diabolo.roles.CanonicalRole.NONE;
import static io.diabolo.roles.CanonicalRole.SALES_MANAGER;
import static io.diabolo.roles.CanonicalRole.SDR;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.roles.TitleReading.Basis;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleReaderTest {
    private final TitleReader reader = new TitleReader();

    @Test
    void titles_of_our_own_are_read_by_the_conventions() {
        var all = OwnTitle.all();
        assertThat(all).hasSizeGreaterThan(250);
        var wrong = all.stream()
                .filter(own -> {
                    var reading = reader.read(own.title());
                    return reading.role() != own.role()
                            || !reading.alternatives().containsAll(own.others());
                })
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void noise_never_changes_the_role() {
        var rounds = Integer.getInteger("diabolo.noise", 1_000);
        var wrong = new ArrayList<String>();
        for (var own : OwnTitle.all()) {
            var noise = new NoisyTitles(20261129 + own.title().hashCode());
            for (var i = 0; i < rounds; i++) {
                var noisy = noise.of(own.title());
                if (reader.read(noisy).role() != own.role()) {
                    wrong.add(noisy);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Stage - Business Developer                | INTERN
                    Account manager en alternance (H/F)       | INTERN
                    Praktikum Marketing                       | INTERN
                    Junior Sales Manager                      | JUNIOR
                    Associate Solutions Engineer              | JUNIOR
                    Account Executive                         | MID
                    Account Manager                           | MID
                    Customer Success Manager, Top Accounts    | MID
                    Responsable de secteur                    | MID
                    Early-stage Account Executive             | MID
                    Sr. Account Executive                     | SENIOR
                    Commercial confirmé                       | SENIOR
                    Senior Account Manager                    | SENIOR
                    Principal Solutions Engineer              | LEAD
                    SDR Team Lead                             | LEAD
                    Lead Generation Specialist                | MID
                    Sales Manager                             | MANAGER
                    Responsable commercial                    | MANAGER
                    Responsable marketing                     | MANAGER
                    Senior Manager, Sales Engineering         | MANAGER
                    Customer Support Manager                  | MANAGER
                    Head of Sales                             | DIRECTOR
                    Directrice commerciale                    | DIRECTOR
                    VP Sales                                  | EXECUTIVE
                    Chief Revenue Officer                     | EXECUTIVE
                    """)
    void seniority_is_told(String title, Seniority seniority) {
        assertThat(reader.read(title).seniority()).isEqualTo(seniority);
    }

    @Test
    void hints_stand_beside_the_role() {
        assertThat(reader.read("Account Executive, Mid-Market (Hunter)").hints())
                .contains("hunter", "mid-market");
        assertThat(reader.read("Farmer grands comptes").hints()).contains("farmer", "key-accounts");
        assertThat(reader.read("Field Sales Representative").hints()).contains("field");
        assertThat(reader.read("Inbound SDR").hints()).contains("inbound");
    }

    @Test
    void an_ambiguous_title_gives_both_readings_and_is_less_sure() {
        var plain = reader.read("Account Executive");
        var either = reader.read("Business Developer");

        assertThat(either.role()).isEqualTo(BUSINESS_DEVELOPER);
        assertThat(either.alternatives()).containsExactly(ACCOUNT_EXECUTIVE);
        assertThat(either.confidence()).isLessThan(plain.confidence());
        assertThat(either.reason().note()).isEqualTo("bizdev");
        assertThat(plain.alternatives()).isEmpty();
    }

    @Test
    void two_jobs_in_one_title_are_the_first_and_the_other_reading() {
        var reading = reader.read("Inside Sales / SDR");

        assertThat(reading.role()).isEqualTo(INSIDE_SALES);
        assertThat(reading.alternatives()).contains(SDR);
        assertThat(reader.read("SDR / BDR").alternatives()).contains(BDR);
    }

    @Test
    void the_head_of_a_team_keeps_its_role() {
        var reading = reader.read("Manager, Account Executives");

        assertThat(reading.role()).isEqualTo(ACCOUNT_EXECUTIVE);
        assertThat(reading.alternatives()).contains(SALES_MANAGER);
        assertThat(reading.reason().team()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Comercial, account-executive",
        "Comemrcial terrain, account-executive",
        "Acount Executive, account-executive",
        "Account Excutive, account-executive",
        "Bussiness Developer, business-developer",
        "Custommer Sucess Manager, csm",
        "Ingénieur d'afaires, sales-engineer",
        "Resposable commercial, sales-manager",
        "Téléprospecteeur, sdr",
        "Sales Enginer, sales-engineer",
    })
    void spelling_errors_are_read_and_told(String title, String role) {
        var reading = reader.read(title);

        assertThat(reading.role().id()).isEqualTo(role);
    }

    @Test
    void what_was_misspelt_stands_in_the_reason() {
        assertThat(reader.read("Acount Executive").reason().misspelt()).containsExactly("acount → account");
    }

    @Test
    void brackets_in_front_are_the_employer_unless_the_job_stands_in_them() {
        assertThat(reader.read("[Sales Services SARL] Chauffeur").role()).isEqualTo(NONE);
        assertThat(reader.read("[STAGE] Business Developer").seniority()).isEqualTo(Seniority.INTERN);
        assertThat(reader.read("[Business Developer] Paris").role()).isEqualTo(BUSINESS_DEVELOPER);
    }

    @Test
    void nonsense_is_no_role() {
        for (var title : new String[] {
            "", " ", "🚀🚀", "---", "()", "[", "[]", "e", "H/F", "42", "\u0000", "株式会社", "x".repeat(5_000)
        }) {
            var reading = reader.read(title);
            assertThat(reading.role()).as(title).isEqualTo(NONE);
            assertThat(reading.reason().basis()).isEqualTo(Basis.NOTHING);
        }
        assertThat(reader.read("account executive ".repeat(2_000)).role()).isEqualTo(ACCOUNT_EXECUTIVE);
    }

    @Test
    void the_same_title_is_always_read_the_same() {
        var other = new TitleReader();
        for (var own : OwnTitle.all()) {
            assertThat(other.read(own.title())).isEqualTo(reader.read(own.title()));
        }
    }
}
