package io.diabolo.prospecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.diabolo.importing.Imports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** The addressable market of a register file, loaded as any other file. */
@DiaboloTest
class RegisterMarketTest {
    private static final int ROWS = 600;

    private final DSLContext sql;
    private final Imports imports;
    private final Records records;
    private final RecordTypes types;
    private final TargetProfiles profiles;

    RegisterMarketTest(DSLContext sql, Imports imports, Records records, RecordTypes types, TargetProfiles profiles) {
        this.sql = sql;
        this.imports = imports;
        this.records = records;
        this.types = types;
        this.profiles = profiles;
    }

    private void upload(Given given, InputStream bytes) {
        var me = given.administrator();
        var upload = new Imports.Upload("etablissements.csv", bytes);
        WorkspaceScope.run(given.workspace(), () -> imports.upload(List.of(upload), Imports.Order.yesNow(), me));
    }

    private long market(Given given, String companies) {
        var me = given.administrator();
        return given.in(() -> {
            var input = Map.of("name", "Registre", "companies", companies);
            UUID profile = records.create(types.byPlural("target-profiles"), input, me)
                    .record()
                    .id();
            return profiles.addressable(profile, me).companies();
        });
    }

    @Test
    void each_row_of_a_generated_register_is_found_by_its_activity_and_size(Given given) {
        var file = new StringBuilder(
                "siret,raisonsociale,enseigne,codenaf,trancheeffectif,numerorue,libellerue,codepostal,codecommune\n");
        var large = 0;
        for (var n = 0; n < ROWS; n++) {
            var software = n % 4 == 0;
            var band = n % 3 == 0 ? "21" : "02";
            large += software && n % 3 == 0 ? 1 : 0;
            file.append(siret(n))
                    .append(",SOCIETE %d,,%s,%s,%d,RUE HAUTE,57000,57463\n"
                            .formatted(n, software ? "6201Z" : "4711F", band, n));
        }
        upload(given, new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(market(given, "")).isEqualTo(ROWS);
        // Band 21 stands for 50 to 99 people.
        assertThat(market(given, "company.naf == \"62.01Z\"\ncompany.headcount >= 50"))
                .isEqualTo(large);
    }

    /** A SIREN and its first site with the right check digits (Luhn). */
    private static String siret(int n) {
        var siren = withKey("%08d".formatted(40_000_000 + n));
        return withKey(siren + "0001");
    }

    private static String withKey(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var d = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 1 ? d : d < 5 ? 2 * d : 2 * d - 9;
        }
        return digits + (10 - sum % 10) % 10;
    }

    @Test
    void the_real_register_is_counted_as_plain_sql_counts_it(Given given) throws IOException {
        var file = real();
        assumeThat(file).as("the register file isn't beside the project").isPresent();
        upload(given, Files.newInputStream(file.orElseThrow()));
        assertThat(market(given, "company.naf.startsWith(\"56.\")\ncompany.headcount >= 10"))
                .isPositive()
                .isEqualTo(
                        given.in(
                                () -> sql.fetchValue(
                                        "select count(*) from company where naf like '56.%' and headcount >= 10 and deleted_at is null")));
    }

    private static Optional<Path> real() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/data/french_register/etablissements_metz.csv");
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
