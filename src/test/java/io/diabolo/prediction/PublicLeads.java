package io.diabolo.prediction;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** The public lead-scoring set, without what was known only afterwards and without columns that always say the same. */
final class PublicLeads {
    private static final Path FILE =
            Path.of(System.getProperty("diabolo.data", "../shared/data"), "lead_scoring", "Leads.csv");
    private static final Set<String> LEFT_OUT = Set.of(
            "Prospect ID",
            "Lead Number",
            "Converted",
            "Tags",
            "Lead Quality",
            "Lead Profile",
            "Asymmetrique Activity Index",
            "Asymmetrique Profile Index",
            "Asymmetrique Activity Score",
            "Asymmetrique Profile Score",
            "Last Notable Activity",
            "Last Activity",
            "Magazine",
            "Receive More Updates About Our Courses",
            "Update me on Supply Chain Content",
            "Get updates on DM Content",
            "I agree to pay the amount through cheque");
    private static final Set<String> NUMBERS =
            Set.of("TotalVisits", "Total Time Spent on Website", "Page Views Per Visit");

    private PublicLeads() {}

    static List<Sample> read() throws IOException {
        assumeTrue(Files.exists(FILE), "the public lead-scoring set isn't here: " + FILE);
        var samples = new ArrayList<Sample>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(FILE)) {
            rows.forEach(row -> {
                var words = new HashMap<String, String>();
                var numbers = new HashMap<String, Double>();
                row.getFieldsAsMap().forEach((name, value) -> {
                    var missing = value.isBlank() || value.equals("Select");
                    if (!missing && !LEFT_OUT.contains(name)) {
                        if (NUMBERS.contains(name)) {
                            numbers.put(name, Double.valueOf(value));
                        } else {
                            words.put(name, value);
                        }
                    }
                });
                samples.add(new Sample(
                        new Traits(words, numbers), row.getField("Converted").equals("1")));
            });
        }
        return samples;
    }
}
