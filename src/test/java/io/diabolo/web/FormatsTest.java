package io.diabolo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Spaces are no-break ones (shown as _ here), the minus is a real one. */
class FormatsTest {
    private static final Texts TEXTS = new Texts();
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T11:00:00Z"), ZoneId.of("UTC"));

    private final Ui fr = Ui.detached(TEXTS, NOON, Locale.FRENCH, ZoneId.of("Europe/Paris"));
    private final Ui en = Ui.detached(TEXTS, NOON, Locale.ENGLISH, ZoneId.of("Europe/London"));

    private static String seen(String text) {
        return text.replace('\u00a0', '_');
    }

    private static Money euros(String value) {
        return Money.rounded(new BigDecimal(value), java.util.Currency.getInstance("EUR"));
    }

    @Test
    void numbers_are_grouped_and_signed_as_the_language_does() {
        assertThat(seen(fr.number(28000))).isEqualTo("28_000");
        assertThat(seen(fr.number(-1284))).isEqualTo("−1_284");
        assertThat(en.number(28000)).isEqualTo("28,000");
        assertThat(fr.number(new BigDecimal("1054.50"))).isEqualTo(fr.number(new BigDecimal("1054.5")));
        assertThat(seen(fr.percent(.1084, 1))).isEqualTo("10,8_%");
        assertThat(en.percent(.44, 0)).isEqualTo("44%");
        assertThat(seen(fr.days(1.84))).isEqualTo("1,8_j");
        assertThat(seen(fr.days(38.2))).isEqualTo("38_j");
        assertThat(seen(en.days(0.6))).isEqualTo("0.6_d");
    }

    @Test
    void money_shows_cents_only_where_there_are_any() {
        assertThat(seen(fr.money(euros("184320")))).isEqualTo("184_320_€");
        assertThat(seen(fr.money(euros("1054.5")))).isEqualTo("1_054,50_€");
        assertThat(seen(fr.money(euros("-420")))).isEqualTo("−420_€");
        assertThat(en.money(euros("184320"))).isEqualTo("€184,320");
    }

    @Test
    void short_money_keeps_few_digits_and_a_unit() {
        assertThat(seen(fr.moneyShort(euros("412300")))).isEqualTo("412_k€");
        assertThat(seen(fr.moneyShort(euros("-1240000")))).isEqualTo("−1,2_M€");
        assertThat(seen(fr.moneyShort(euros("9999")))).isEqualTo("9_999_€");
        assertThat(seen(fr.moneyShort(euros("999600")))).isEqualTo("1_M€");
        assertThat(en.moneyShort(euros("412300"))).isEqualTo("€412k");
    }

    @Test
    void days_and_times_are_those_of_the_reader() {
        assertThat(seen(fr.day(LocalDate.of(2026, 11, 20)))).isEqualTo("20_nov.");
        assertThat(seen(fr.dayLong(LocalDate.of(2027, 3, 1)))).isEqualTo("1er_mars_2027");
        assertThat(seen(fr.day(LocalDate.of(2024, 3, 12)))).isEqualTo("12_mars_2024");
        assertThat(seen(fr.time(Instant.parse("2026-11-23T13:05:00Z")))).isEqualTo("14_h_05");
        assertThat(seen(fr.time(Instant.parse("2026-11-23T13:00:00Z")))).isEqualTo("14_h");
        assertThat(en.time(Instant.parse("2026-11-23T13:05:00Z"))).isEqualTo("13:05");
        // in Paris it is already the 24th
        assertThat(seen(fr.day(Instant.parse("2026-11-23T23:30:00Z")))).isEqualTo("24_nov.");
    }

    @Test
    void ago_counts_minutes_then_hours_then_days_of_the_calendar() {
        assertThat(fr.ago(NOON.instant().minusSeconds(20))).isEqualTo("à l’instant");
        assertThat(seen(fr.ago(NOON.instant().minusSeconds(190)))).isEqualTo("il y a 3_min");
        assertThat(seen(fr.ago(NOON.instant().minusSeconds(3 * 3600)))).isEqualTo("il y a 3_h");
        assertThat(fr.ago(NOON.instant().minusSeconds(20 * 3600))).isEqualTo("hier");
        assertThat(seen(fr.ago(NOON.instant().minusSeconds(4 * 86400)))).isEqualTo("19_nov.");
        assertThat(en.ago(NOON.instant().plusSeconds(86400))).isEqualTo("tomorrow");
    }

    @Test
    void a_face_shows_the_first_and_the_last_initial() {
        assertThat(Faces.letters("Inès Lambert")).isEqualTo("IL");
        assertThat(Faces.letters("Jean-Pierre de la Tour")).isEqualTo("JT");
        assertThat(Faces.letters("  ")).isEqualTo("?");
    }
}
