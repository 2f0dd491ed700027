package io.diabolo.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnDateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Je suis absente et serai de retour le 7 décembre 2026.                        | 2026-12-07
            Absent du 23/11 au 30/11, je vous répondrai à mon retour.                     | 2026-12-01
            I am out of the office until December 4th, 2026.                              | 2026-12-05
            I will be back on 2026-12-14 and answer then.                                 | 2026-12-14
            En congés jusqu’au 4 janvier inclus.                                          | 2027-01-05
            Back on 1st of December                                                       | 2026-12-01
            De retour le 1er décembre                                                     | 2026-12-01
            Ich bin ab dem 02.12.2026 wieder da                                           | 2026-12-02
            """)
    void the_day_of_return_is_read_from_the_note(String note, LocalDate day) {
        assertThat(ReturnDate.find(note, TODAY)).contains(day);
    }

    @Test
    void a_note_without_a_day_ahead_says_nothing() {
        assertThat(ReturnDate.find("Je suis en réunion, je vous réponds dès que possible.", TODAY))
                .isEmpty();
        assertThat(ReturnDate.find("Appelez le 01 23 45 67 89 en cas d’urgence", TODAY))
                .isEmpty();
        assertThat(ReturnDate.find("Sent on 2024-01-02, ref 99/99", TODAY)).isEmpty();
    }
}
