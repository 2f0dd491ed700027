package io.diabolo.desks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Texts;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@DiaboloTest
class PeriodTest {
    private final Texts texts;

    PeriodTest(Texts texts) {
        this.texts = texts;
    }

    @Test
    void each_period_is_called_as_its_reader_calls_it() {
        assertThat(labels(Locale.FRENCH))
                .containsExactly("novembre 2026", "1er trimestre 2026", "4e trimestre 2026", "2026");
        assertThat(labels(Locale.ENGLISH)).containsExactly("November 2026", "Q1 2026", "Q4 2026", "2026");
    }

    private Stream<String> labels(Locale locale) {
        var ui = Ui.detached(texts, Clock.systemUTC(), locale, ZoneId.of("Europe/Paris"));
        return Stream.of("2026-11", "2026-Q1", "2026-Q4", "2026")
                .map(id -> Period.of(id).label(ui));
    }
}
