package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;

/** What of a session is worth a write. */
class SparedSessionTest {
    private static final Instant NINE = Instant.parse("2026-11-28T09:00:00Z");

    private static SparedSession<MapSession> usedAtNine() {
        var kept = new MapSession();
        kept.setLastAccessedTime(NINE);
        return new SparedSession<>(kept, false);
    }

    @Test
    void pages_looked_at_within_a_minute_write_nothing() {
        var session = usedAtNine();

        session.setLastAccessedTime(NINE.plusSeconds(59));

        assertThat(session.takeChanged()).isFalse();
    }

    @Test
    void a_minute_later_its_use_is_noted_once() {
        var session = usedAtNine();

        session.setLastAccessedTime(NINE.plusSeconds(61));

        assertThat(session.takeChanged()).isTrue();
        assertThat(session.getLastAccessedTime()).isEqualTo(NINE.plusSeconds(61));
        assertThat(session.takeChanged()).isFalse();
    }

    @Test
    void what_is_put_in_or_taken_out_is_always_saved() {
        var session = usedAtNine();

        session.setAttribute("language", "fr");
        assertThat(session.takeChanged()).isTrue();
        session.removeAttribute("language");
        assertThat(session.takeChanged()).isTrue();
    }
}
