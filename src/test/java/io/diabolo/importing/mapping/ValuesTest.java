package io.diabolo.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2026-04-03|YMD",
                "2026/4/3|YMD",
                "20260403|YMD",
                "03/04/2026|DMY",
                "03-04-2026|DMY",
                "3.4.26|DMY",
                "03 / 04 / 2026|DMY",
                "04/03/2026|MDY",
                "4-3-26|MDY",
                "3 avril 2026|DMY",
                "3 Avr. 2026|MDY",
                "vendredi 3 avril 2026|DMY",
                "April 3, 2026|DMY",
                "03-Apr-2026|MDY",
                "2026-APR-3|DMY",
                "Apr 3rd, 2026|YMD"
            })
    void the_third_of_april_is_read_however_it_is_written(String text, DateOrder order) {
        assertThat(Dates.parse(text, order))
                .isEqualTo(new Parsed.Value<>(new Moment(LocalDate.of(2026, 4, 3), null, null)));
    }

    @ParameterizedTest
    @CsvSource({"31/02/2026,DMY", "13/14/2026,DMY", "2026-13-01,YMD", "Cancity,DMY", "12,DMY", "03/04/2026,YMD"})
    void what_is_no_date_is_a_fault(String text, DateOrder order) {
        assertThat(Dates.parse(text, order)).isInstanceOf(Parsed.Fault.class);
    }

    @Test
    void times_and_zones_are_kept() {
        var paris = ZoneId.of("Europe/Paris");

        assertThat(moment("26-02-2018 19:58", DateOrder.DMY).time()).isEqualTo(LocalTime.of(19, 58));
        assertThat(moment("26/02/2018 à 7h05", DateOrder.DMY).time()).isEqualTo(LocalTime.of(7, 5));
        assertThat(moment("02/26/2018 7:58 PM", DateOrder.MDY).time()).isEqualTo(LocalTime.of(19, 58));
        assertThat(moment("2006-04-15T03:23:15.000Z", DateOrder.YMD).at(paris))
                .isEqualTo(Instant.parse("2006-04-15T03:23:15Z"));
        assertThat(moment("2006-04-15", DateOrder.YMD).at(paris)).isEqualTo(Instant.parse("2006-04-14T22:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 234,56;COMMA;1234.56",
                "1\u202F234,56 €;COMMA;1234.56",
                "1.234,56 €;COMMA;1234.56",
                "1,234.56;POINT;1234.56",
                "$1,234.56;POINT;1234.56",
                "USD 1234.56;POINT;1234.56",
                "1'234.56;POINT;1234.56",
                "(1 234);POINT;-1234",
                "-12;POINT;-12",
                "12-;POINT;-12",
                "12 k€;COMMA;12000",
                "1,5 M€;COMMA;1500000",
                "12,5 %;COMMA;12.5",
                "1,234;POINT;1234",
                "1,234;COMMA;1.234",
                "0;POINT;0",
                "1.5e3;POINT;1500"
            })
    void numbers_are_read_as_people_write_them(String text, DecimalMark mark, BigDecimal expected) {
        assertThat(Numbers.parse(text, mark))
                .isInstanceOfSatisfying(
                        Parsed.Value.class,
                        parsed -> assertThat((BigDecimal) parsed.value()).isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1 23;POINT", "12 ans;POINT", "1,23,456;POINT", "abc;POINT", "1.2.3;COMMA"})
    void what_is_no_number_is_a_fault(String text, DecimalMark mark) {
        assertThat(Numbers.parse(text, mark)).isInstanceOf(Parsed.Fault.class);
    }

    @Test
    void yes_and_no_are_understood_in_both_languages() {
        for (var yes : new String[] {"yes", "Oui", "TRUE", "vrai", "1", "x"}) {
            assertThat(Booleans.parse(yes)).isEqualTo(new Parsed.Value<>(true));
        }
        for (var no : new String[] {"No", "non", "False", "faux", "0"}) {
            assertThat(Booleans.parse(no)).isEqualTo(new Parsed.Value<>(false));
        }
        assertThat(Booleans.parse("maybe")).isInstanceOf(Parsed.Fault.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Prospecting|discovery",
                "Engaging|proposal",
                "Closed Won|won",
                "Gagné|won",
                "Signé|won",
                "Qualification|discovery",
                "Proposal/Price Quote|proposal",
                "Negotiation/Review|closing",
                "Appointment Scheduled|discovery",
                "Qualified To Buy|discovery",
                "Decision Maker Bought-In|closing",
                "Contract Sent|closing",
                "Presentation Scheduled|discovery",
                "Working|lead",
                "In Progress|lead",
                "Open - Not Contacted|lead",
                "Closed - Converted|won",
                "subscriber|market",
                "MQL|lead",
                "SQL|qualified",
                "customer|won",
                "Perdue|lost",
                "3 - Négociation|closing",
                "closedwon|won",
                "Ecarté|disqualified",
                "Unqualified|disqualified",
                "Négociaton|closing"
            })
    void stages_of_other_systems_are_recognised(String name, String stage) {
        var meaning = java.util.Objects.requireNonNull(StageNames.of(name));
        assertThat(meaning.stage()).isEqualTo(stage);
    }

    @Test
    void an_unknown_stage_is_not_guessed() {
        assertThat(StageNames.of("Zwischenstand")).isNull();
        assertThat(StageNames.of("Phase 7")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "organic_search,inbound", "paid_search,inbound", "social,inbound", "Landing Page Submission,inbound",
        "Webinaire,inbound", "Formulaire du site,inbound", "Outbound list,outbound", "Cold call,outbound",
        "Prospection téléphonique,outbound", "unknown,unknown", "other,unknown", "Google,inbound"
    })
    void sources_tell_the_channel(String source, String channel) {
        assertThat(Channels.of(source)).isEqualTo(channel);
    }

    private static Moment moment(String text, DateOrder order) {
        return ((Parsed.Value<Moment>) Dates.parse(text, order)).value();
    }
}
