package io.diabolo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import io.diabolo.importing.Imports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** The public set of subscriptions, imported as contracts, gives the recurring money that is known of it month by month. */
@DiaboloTest
class PublicSubscriptionsTest {
    private static final Path DATA = Path.of(System.getProperty("diabolo.data", "../shared/data"));
    private static final Path FOLDER = DATA.resolve("ravenstack_saas");
    private static final Path KNOWN = DATA.resolve("reference").resolve("ravenstack_mrr_by_month.csv");
    private final DSLContext sql;
    private final Imports imports;

    PublicSubscriptionsTest(DSLContext sql, Imports imports) {
        this.sql = sql;
        this.imports = imports;
    }

    /** A subscription is paid until the day before its end. */
    private static String contracts() throws IOException {
        var names = new HashMap<String, String>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve("ravenstack_accounts.csv"))) {
            rows.forEach(row -> names.put(row.getField("account_id"), row.getField("account_name")));
        }
        var text = new StringBuilder("Nom du contrat;Client;MRR;Début du contrat;Date de fin\n");
        try (var rows = CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve("ravenstack_subscriptions.csv"))) {
            rows.forEach(row -> {
                var end = row.getField("end_date");
                text.append(row.getField("subscription_id"))
                        .append(';')
                        .append(names.get(row.getField("account_id")))
                        .append(';')
                        .append(row.getField("mrr_amount"))
                        .append(';')
                        .append(row.getField("start_date"))
                        .append(';')
                        .append(end.isEmpty() ? "" : LocalDate.parse(end).minusDays(1))
                        .append('\n');
            });
        }
        return text.toString();
    }

    private static Map<YearMonth, Long> known() throws IOException {
        var all = new LinkedHashMap<YearMonth, Long>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(KNOWN)) {
            rows.forEach(row -> all.put(
                    YearMonth.parse(row.getField("month")),
                    Math.round(Double.parseDouble(row.getField("closing_mrr")))));
        }
        return all;
    }

    @Test
    void the_recurring_money_of_each_month_is_that_of_the_reference(Given given) throws IOException {
        assumeTrue(Files.isDirectory(FOLDER) && Files.exists(KNOWN), "the public subscriptions aren't here: " + FOLDER);
        var file = contracts();
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(
                        List.of(new Imports.Upload(
                                "contrats.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))),
                        Imports.Order.yesNow(),
                        given.administrator()));
        var found = new LinkedHashMap<YearMonth, Long>();
        given.run(() -> {
            assertThat(sql.fetchValue("select count(*) from contract")).isEqualTo(5_000L);
            var sum = 0L;
            for (var row : sql.fetch(
                    "select to_char(month, 'YYYY-MM') as m, sum(monthly_minor) as s from mrr_movement group by month order by month")) {
                sum += row.get("s", Long.class);
                found.put(YearMonth.parse(row.get("m", String.class)), sum / 100);
            }
        });
        var known = known();
        assertThat(known).isNotEmpty();
        known.forEach((month, closing) ->
                assertThat(found.get(month)).as(month.toString()).isEqualTo(closing));
    }
}
