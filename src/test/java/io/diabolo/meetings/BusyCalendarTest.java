package io.diabolo.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.diabolo.meetings.FeedReader.Trouble;
import io.diabolo.platform.PublicNet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When somebody is busy, as calendars elsewhere say it; and from where such a calendar is fetched. */
class BusyCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Span WINTER =
            new Span(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-12-14T00:00:00Z"));

    private static BusyCalendar.Read read(String... lines) {
        return BusyCalendar.of(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20261101T000000Z\r\n"
                        + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                PARIS,
                WINTER);
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void an_event_takes_its_time_in_whatever_zone_it_is_said() {
        assertThat(read("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z").spans())
                .containsExactly(span("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"));
        assertThat(read("DTSTART;TZID=America/New_York:20261201T090000", "DURATION:PT30M")
                        .spans())
                .containsExactly(span("2026-12-01T14:00:00Z", "2026-12-01T14:30:00Z"));
        // Without a zone it is the owner's.
        assertThat(read("DTSTART:20261201T090000", "DTEND:20261201T100000").spans())
                .containsExactly(span("2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z"));
    }

    @Test
    void a_whole_day_is_the_owners_day() {
        assertThat(read("DTSTART;VALUE=DATE:20261201").spans())
                .containsExactly(span("2026-11-30T23:00:00Z", "2026-12-01T23:00:00Z"));
    }

    @Test
    void a_series_takes_each_of_its_times_except_those_left_out() {
        assertThat(read(
                                "DTSTART;TZID=Europe/Paris:20200107T100000",
                                "DTEND;TZID=Europe/Paris:20200107T110000",
                                "RRULE:FREQ=WEEKLY;BYDAY=TU",
                                "EXDATE;TZID=Europe/Paris:20261208T100000")
                        .spans())
                .containsExactly(span("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"));
    }

    @Test
    void one_of_a_series_that_was_moved_counts_where_it_is_now() {
        var text = """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                UID:1@x
                DTSTART:20261201T090000Z
                DTEND:20261201T100000Z
                RRULE:FREQ=DAILY;COUNT=2
                END:VEVENT
                BEGIN:VEVENT
                UID:1@x
                RECURRENCE-ID:20261202T090000Z
                DTSTART:20261203T130000Z
                DTEND:20261203T140000Z
                END:VEVENT
                END:VCALENDAR
                """;
        assertThat(BusyCalendar.of(text, PARIS, WINTER).spans())
                .containsExactly(
                        span("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"),
                        span("2026-12-03T13:00:00Z", "2026-12-03T14:00:00Z"));
    }

    @Test
    void what_is_free_or_called_off_takes_nothing() {
        assertThat(read("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z", "TRANSP:TRANSPARENT")
                        .spans())
                .isEmpty();
        assertThat(read("DTSTART:20261201T090000Z", "DTEND:20261201T100000Z", "STATUS:CANCELLED")
                        .spans())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=SECONDLY",
                "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "RRULE:FREQ=DAILY;COUNT=999999999",
                "RRULE:FREQ=NEVER;BYDAY=XX"
            })
    void a_rule_that_never_ends_or_means_nothing_holds_nobody_up(String rule) {
        var begun = System.nanoTime();
        read("DTSTART:19700101T090000Z", "DTEND:19700101T100000Z", rule);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    /** Real calendars, broken ones and fuzzers' among them; they stand beside the project and are never part of it. */
    @Test
    void no_odd_calendar_breaks_it() throws IOException {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("shared/data/ics"))) {
            folder = folder.getParent();
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(
                folder != null, "the sample calendars aren't here: shared/data/ics");
        try (var files = Files.walk(java.util.Objects.requireNonNull(folder).resolve("shared/data/ics"))) {
            var all = files.filter(file -> file.toString().endsWith(".ics")).toList();
            assertThat(all).hasSizeGreaterThan(100);
            var found = 0;
            for (var file : all) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                var wide = new Span(Instant.parse("1990-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z"));
                found += BusyCalendar.of(text, PARIS, wide).spans().size();
            }
            assertThat(found).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "224.0.0.1",
                "255.255.255.255"
            })
    void an_address_within_the_house_is_not_asked(String address) throws Exception {
        assertThat(PublicNet.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void addresses_of_the_public_net_are() throws Exception {
        assertThat(PublicNet.isPublic(InetAddress.getByName("142.250.179.78"))).isTrue();
        assertThat(PublicNet.isPublic(InetAddress.getByName("2a00:1450:4007:80e::200e")))
                .isTrue();
        assertThatThrownBy(() -> new FeedReader().read(URI.create("http://localhost:9/x.ics")))
                .isInstanceOf(Trouble.class)
                .hasMessage("private");
    }

    @Test
    void only_addresses_of_the_web_are_taken() {
        assertThat(FeedReader.address("webcal://calendar.example.org/a.ics"))
                .isEqualTo(URI.create("https://calendar.example.org/a.ics"));
        for (var other :
                new String[] {"file:///etc/passwd", "ftp://x/y", "x", "", "https://", "http://u:p@h/x", "gopher://x"}) {
            assertThat(FeedReader.address(other)).as(other).isNull();
        }
    }

    @Test
    void what_is_too_large_refused_or_leads_into_the_house_is_said() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var base = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/good", http -> {
            http.sendResponseHeaders(200, 5);
            http.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
            http.close();
        });
        server.createContext("/large", http -> {
            http.sendResponseHeaders(200, 0);
            try (var out = http.getResponseBody()) {
                for (var n = 0; n < 100; n++) {
                    out.write(new byte[100_000]);
                }
            } catch (IOException _) {
                // the reader has left
            }
        });
        server.createContext("/gone", http -> {
            http.sendResponseHeaders(404, -1);
            http.close();
        });
        server.createContext("/inside", http -> {
            http.getResponseHeaders().set("Location", "http://192.168.1.1/secret");
            http.sendResponseHeaders(302, -1);
            http.close();
        });
        server.start();
        try {
            var reader = new FeedReader(address -> address.isLoopbackAddress() || PublicNet.isPublic(address));
            assertThat(reader.read(URI.create(base + "/good"))).isEqualTo("hello");
            assertThatThrownBy(() -> reader.read(URI.create(base + "/large"))).hasMessage("large");
            assertThatThrownBy(() -> reader.read(URI.create(base + "/gone"))).hasMessage("refused");
            assertThatThrownBy(() -> reader.read(URI.create(base + "/inside"))).hasMessage("private");
        } finally {
            server.stop(0);
        }
    }
}
