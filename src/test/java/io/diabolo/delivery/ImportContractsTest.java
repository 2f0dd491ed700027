package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.importing.Imports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Contracts that ran before Diabolo came. */
@DiaboloTest
class ImportContractsTest {
    private final DSLContext sql;
    private final Imports imports;
    private final RecurringReport report;

    ImportContractsTest(DSLContext sql, Imports imports, RecurringReport report) {
        this.sql = sql;
        this.imports = imports;
        this.report = report;
    }

    @Test
    void running_contracts_come_with_start_amount_renewal_and_notice_and_count_at_once(Given given) {
        var file = """
                Nom du contrat;Client;MRR;Début du contrat;Durée;Date d'échéance;Date de préavis;Date de fin
                Maintenance;Fonderie de l'Aa;1 250,50;01/02/2025;12;01/02/2027;01/11/2026;
                Capteurs;Mécaval;300;15/06/2025;24;;;31/12/2025
                Sans début;Carlin;100;;12;;;
                """;
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(
                        List.of(new Imports.Upload(
                                "contrats.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))),
                        Imports.Order.yesNow(),
                        given.administrator()));
        given.run(() -> {
            var contracts = sql.selectFrom(CONTRACT).orderBy(CONTRACT.NAME).fetch();
            assertThat(contracts.getValues(CONTRACT.NAME)).containsExactly("Capteurs", "Maintenance");
            var maintenance = contracts.getLast();
            assertThat(maintenance.getMonthlyMinor()).isEqualTo(125_050);
            assertThat(maintenance.getRenewalOn()).isEqualTo(LocalDate.of(2027, 2, 1));
            assertThat(maintenance.getNoticeOn()).isEqualTo(LocalDate.of(2026, 11, 1));
            assertThat(maintenance.getCompanyId()).isNotNull();
            assertThat(contracts.getFirst().getState()).isEqualTo("ended");
            var months = report.of(
                            YearMonth.of(2025, 1),
                            YearMonth.of(2026, 1),
                            RecurringReport.Basis.MRR,
                            given.administrator())
                    .months();
            assertThat(months.stream().map(RecurringReport.Month::end))
                    .startsWith(0L, 125_050L)
                    .endsWith(155_050L, 125_050L);
        });
    }
}
