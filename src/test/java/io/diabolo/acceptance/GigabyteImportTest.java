package io.diabolo.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file as large as one may be, of about a million companies, into a Diabolo with 512 MiB of heap: {@code
 * -Ddiabolo.gigabyte=true}, for which half an hour and 20 GiB of disk are needed; {@code -Ddiabolo.gigabyte.mebibytes=50}
 * makes it smaller.
 */
@EnabledIfSystemProperty(
        named = "diabolo.gigabyte",
        matches = "true",
        disabledReason = "takes half an hour: only with -Ddiabolo.gigabyte=true")
class GigabyteImportTest {
    /** A little less than the limit, for the last row may reach over it. */
    private static final long BYTES = Integer.getInteger("diabolo.gigabyte.mebibytes", 1_024) * (1L << 20) - 2_048;

    private static final Duration PATIENCE = Duration.ofMinutes(90);
    private final Path data;

    GigabyteImportTest() throws IOException {
        data = KilledDiabolo.preparedPlace("gigabyte");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
        KilledDiabolo.empty(data);
    }

    @Test
    void a_file_of_a_gibibyte_comes_in_whole_within_half_a_gibibyte_of_heap() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var diabolo = KilledDiabolo.start(data)) {
            diabolo.setUp();
            var token = diabolo.token();
            var rows = new AtomicLong();
            var began = System.nanoTime();
            var answer = client.send(
                    diabolo.api("imports", token)
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(BodyPublishers.ofInputStream(() -> body(rows)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            var sent = Duration.ofNanos(System.nanoTime() - began);
            var id = JsonMapper.shared().readTree(answer.body()).get("id").asString();

            // Others go on working meanwhile.
            assertThat(diabolo.page("/companies", "fr").statusCode()).isEqualTo(200);
            assertThat(diabolo.isWithin(
                            id, token, what -> !what.get("state").asString().endsWith("ing"), PATIENCE))
                    .isTrue();
            var done = diabolo.await(id, token, _ -> true);
            System.out.printf(
                    "%,d rows in %,d bytes: sent in %d s, imported in %d s%n",
                    rows.get(),
                    BYTES,
                    sent.toSeconds(),
                    Duration.ofNanos(System.nanoTime() - began).minus(sent).toSeconds());
            assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
            assertThat(done.get("rejected").asLong()).isZero();
            assertThat(diabolo.count("companies", token)).isEqualTo(rows.get());
            assertThat(diabolo.page("/companies", "fr").statusCode()).isEqualTo(200);
        }
    }

    /** Made as it is read, so that neither side ever holds it. */
    private static InputStream body(AtomicLong rows) {
        rows.set(0);
        var head = """
                --b\r
                Content-Disposition: form-data; name="yes"\r
                \r
                true\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="companies.csv"\r
                Content-Type: text/csv\r
                \r
                Account ID,Company name,Website,City,Number of employees,Description
                """;
        return new SequenceInputStream(
                Collections.enumeration(List.of(stream(head), new Companies(rows), stream("\r\n--b--\r\n"))));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Rows of about a kilobyte, the same each time. */
    private static final class Companies extends InputStream {
        private final Random random = new Random(1_073_741_824);
        private final AtomicLong rows;
        private byte[] row = {};
        private int at;
        private long given;

        Companies(AtomicLong rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == row.length && !next()) {
                return -1;
            }
            var some = Math.min(length, row.length - at);
            System.arraycopy(row, at, into, from, some);
            at += some;
            return some;
        }

        private boolean next() {
            if (given >= BYTES) {
                return false;
            }
            var number = rows.incrementAndGet();
            var words = new StringBuilder();
            while (words.length() < 930) {
                words.append(Integer.toString(random.nextInt(1 << 30), 36)).append(' ');
            }
            row = "A%d,Atelier %d,https://a%d.example,Brest,%d,\"%s\"\n"
                    .formatted(number, number, number, 1 + random.nextInt(900), words)
                    .getBytes(UTF_8);
            at = 0;
            given += row.length;
            return true;
        }
    }
}
