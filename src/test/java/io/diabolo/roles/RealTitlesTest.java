package io.diabolo.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real titles of job boards, each labelled by hand before the reader saw it, and looked at twice. */
class RealTitlesTest {
    private static final Path DATA =
            Path.of(System.getProperty("diabolo.data", "../shared/data")).resolve("titles/job_titles_real.csv");
    private static final double ENOUGH = 0.95;

    private final TitleReader reader = new TitleReader();

    private record Labelled(String title, CanonicalRole role, String seniority) {}

    @Test
    void real_titles_are_read_as_people_read_them() {
        var labelled = OwnTitle.lines("real-titles.txt").stream()
                .map(line -> line.split("\\|", 3))
                .map(cells -> new Labelled(cells[2], OwnTitle.role(cells[0]), cells[1]))
                .toList();
        assertThat(labelled).hasSizeGreaterThan(500);
        judge(labelled);
    }

    /** What was read right stays right, whatever people do to the title on cards and job boards. */
    @Test
    void noise_never_changes_the_role() {
        var rounds = Integer.getInteger("diabolo.noise", 1_000);
        var changed = new LinkedHashMap<String, String>();
        for (var line : OwnTitle.lines("real-titles.txt")) {
            var title = line.split("\\|", 3)[2];
            var role = reader.read(title).role();
            var noise = new NoisyTitles(20261129 + title.hashCode());
            for (var i = 0; i < rounds; i++) {
                var noisy = noise.of(title);
                if (reader.read(noisy).role() != role) {
                    changed.putIfAbsent(
                            title, noisy + " is " + reader.read(noisy).role().id() + ", not " + role.id());
                }
            }
        }
        assertThat(changed).isEmpty();
    }

    @Test
    void so_are_those_that_may_not_be_copied_here() throws IOException {
        assumeThat(DATA)
                .as("the sample titles aren't here: their labels are checked only beside shared/data")
                .exists();
        var labels = new HashMap<String, String[]>();
        for (var line : OwnTitle.lines("real-title-labels.csv")) {
            var cells = line.split(",", -1);
            labels.put(cells[0], cells);
        }
        var labelled = new ArrayList<Labelled>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(DATA))) {
            for (var row : rows) {
                var title = row.getField("title").strip();
                var label = labels.remove(hash(title));
                if (label != null) {
                    labelled.add(new Labelled(title, OwnTitle.role(label[1]), label[2]));
                }
            }
        }
        assertThat(labels).as("labels without a title").isEmpty();
        assertThat(labelled).hasSizeGreaterThan(300);
        judge(labelled);
    }

    private void judge(List<Labelled> labelled) {
        var wrong = new ArrayList<String>();
        var told = 0;
        var ranked = 0;
        for (var one : labelled) {
            var reading = reader.read(one.title);
            if (reading.role() != one.role) {
                wrong.add("%s is %s, read as %s"
                        .formatted(one.title, one.role.id(), reading.role().id()));
            } else if (!one.seniority.equals("-")) {
                told++;
                ranked += reading.seniority().id().equals(one.seniority) ? 1 : 0;
            }
        }
        assertThat(1 - wrong.size() / (double) labelled.size())
                .as("share read right; wrong are %s", wrong)
                .isGreaterThanOrEqualTo(ENOUGH);
        assertThat(ranked / (double) told).as("share of seniority read right").isGreaterThanOrEqualTo(ENOUGH);
    }

    private static String hash(String title) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(title.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
