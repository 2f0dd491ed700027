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

/** The public set of customers who left or stayed: all columns but who they are. */
final class PublicChurn {
    private static final Path FOLDER = Path.of(System.getProperty("diabolo.data", "../shared/data"), "telco_churn");
    private static final Set<String> NUMBERS = Set.of("tenure", "MonthlyCharges", "TotalCharges");

    private PublicChurn() {}

    static List<Sample> read() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "the public churn set isn't here: " + FOLDER);
        try (var files = Files.list(FOLDER)) {
            var file = files.filter(one -> one.toString().endsWith(".csv")).findFirst();
            assumeTrue(file.isPresent(), "the public churn set isn't here: " + FOLDER);
            return read(file.orElseThrow());
        }
    }

    private static List<Sample> read(Path file) throws IOException {
        var samples = new ArrayList<Sample>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> {
                var words = new HashMap<String, String>();
                var numbers = new HashMap<String, Double>();
                row.getFieldsAsMap().forEach((name, value) -> {
                    if (!value.isBlank() && !Set.of("customerID", "Churn").contains(name)) {
                        if (NUMBERS.contains(name)) {
                            numbers.put(name, Double.valueOf(value.strip()));
                        } else {
                            words.put(name, value);
                        }
                    }
                });
                samples.add(new Sample(
                        new Traits(words, numbers), row.getField("Churn").equals("Yes")));
            });
        }
        return samples;
    }
}
