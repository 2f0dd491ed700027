package io.diabolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.directory.Segmentation.Limit;
import io.diabolo.directory.Segmentation.Limits;
import io.diabolo.platform.Countries;
import io.diabolo.platform.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisationTest {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Limits DECREE = new Limits(
            new Limit(10, 200_000_000L), new Limit(250, 5_000_000_000L), new Limit(5000, 150_000_000_000L), EURO);

    @ParameterizedTest
    @CsvSource({
        "732 829 320, 732829320",
        "356.000.000, 356000000",
        "73282932000074, 732829320",
        "FR 44 732 829 320, 732829320",
    })
    void a_siren_is_read_however_it_is_written(String written, String siren) {
        assertThat(Siren.within(written)).map(Siren::digits).contains(siren);
    }

    @ParameterizedTest
    @ValueSource(strings = {"732829321", "12345678", "ABCDEFGHI", "", "7328293200007"})
    void what_is_no_siren_is_refused(String written) {
        assertThat(Siren.within(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FR44732829320, FR44732829320",
        "fr 44 732 829 320, FR44732829320",
        "DE123456789, DE123456789",
        "BE0123456789, BE0123456789",
        "GR123456789, EL123456789",
    })
    void a_vat_number_is_brought_into_one_form(String written, String number) {
        assertThat(VatNumber.of(written)).map(VatNumber::text).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FR45732829320", "FR44732829321", "DE12345678", "ZZ123456789", "F", ""})
    void a_wrong_vat_number_is_refused(String written) {
        assertThat(VatNumber.of(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "01 42 68 53 00, +33142685300",
        "+33 (0)1 42 68 53 00, +33142685300",
        "0033142685300, +33142685300",
        "+1 650-253-0000, +16502530000",
        "06.12.34.56.78, +33612345678",
    })
    void a_phone_number_becomes_e164(String written, String e164) {
        assertThat(PhoneNumbers.e164(written, "FR")).contains(e164);
    }

    @ParameterizedTest
    @ValueSource(strings = {"à rappeler", "12", "", "poste 4512345678901234567890"})
    void what_is_no_phone_number_is_refused(String written) {
        assertThat(PhoneNumbers.e164(written, "FR")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Nora.Petit@Exemple.FR, nora.petit@exemple.fr",
        "Nora Petit <nora@exemple.fr>, nora@exemple.fr",
        "mailto:nora@exemple.fr, nora@exemple.fr",
        "nora@mecaval.example, nora@mecaval.example",
    })
    void an_address_is_in_lower_case_and_bare(String written, String address) {
        assertThat(EmailAddress.of(written)).map(EmailAddress::text).contains(address);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.mecaval.fr/contact, mecaval.fr",
        "mecaval.fr, mecaval.fr",
        "nora@achats.mecaval.fr, mecaval.fr",
        "http://www.smith.co.uk, smith.co.uk",
        "NORA@MECAVAL.FR, mecaval.fr",
    })
    void a_domain_is_the_companys_own(String written, String domain) {
        assertThat(Domain.of(written)).map(Domain::text).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nora@gmail.com", "https://www.orange.fr", "co.uk", "localhost", "", "192.168.1.1"})
    void free_mail_and_what_is_no_domain_tell_nothing(String written) {
        assertThat(Domain.of(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Allemagne, DE",
        "Germany, DE",
        "france, FR",
        "États-Unis, US",
        "USA, US",
        "UK, GB",
        "fr, FR",
        "Slovakia (Slovak Republic), SK",
        "Trinidad and Tobago, TT"
    })
    void a_country_is_known_by_its_names(String written, String code) {
        assertThat(Countries.code(written)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 2000000, micro, computed",
        "9, 2000001, smb, computed",
        "10, 100000, smb, computed",
        "249, 50000000, smb, computed",
        "249, 50000001, mid_market, computed",
        "250, 1000000, mid_market, computed",
        "4999, 1500000000, mid_market, computed",
        "4999, 1500000001, enterprise, computed",
        "5000, 1000000, enterprise, computed",
        "9, , micro, presumed",
        "249, , smb, presumed",
        "4999, , mid_market, presumed",
        "5000, , enterprise, presumed",
    })
    void a_segment_follows_the_decree(long headcount, BigDecimal turnover, String segment, String basis) {
        var money = turnover == null ? null : new Money(turnover, EURO);

        assertThat(DECREE.of(headcount, money)).isEqualTo(new Segmentation.Segment(segment, basis));
    }

    @Test
    void without_headcount_nobody_is_placed() {
        assertThat(DECREE.of(null, new Money(BigDecimal.TEN, EURO))).isNull();
    }

    @Test
    void a_nomenclature_code_gets_its_point_and_its_label() {
        assertThat(NafLabels.written("6820a")).isEqualTo("68.20A");
        assertThat(new NafLabels().label("01.12Z")).isEqualTo("Culture du riz");
        assertThat(new NafLabels().label("00.00Z")).isNull();
    }

    @Test
    void the_register_of_metz_holds() throws IOException {
        var file = Path.of("../shared/data/french_register/etablissements_metz.csv");
        Assumptions.assumeTrue(Files.exists(file), "the data sets aren't here");
        var sirens = new HashSet<String>();
        var luhn = 0;
        var all = 0;
        for (var line : Files.readAllLines(file)) {
            var found = java.util.regex.Pattern.compile("(?<![0-9])[0-9]{14}(?![0-9])")
                    .matcher(line);
            if (found.find()) {
                all++;
                assertThat(Siret.of(found.group())).as(line).isPresent();
                luhn += Siren.luhn(found.group()) ? 1 : 0;
                sirens.add(found.group().substring(0, 9));
            }
        }
        assertThat(all).isEqualTo(6011);
        assertThat(luhn).isEqualTo(6005);
        assertThat(sirens).hasSize(5250).allMatch(Siren::luhn);
    }
}
