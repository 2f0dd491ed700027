package io.diabolo.usage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of events: a header with the names of the API's fields, in any order, parted by commas, semicolons or tabs.
 */
final class UsageFile {
    static final int MOST = 100_000;

    private UsageFile() {}

    /** @throws BadInput for what isn't such a file */
    static List<Map<String, @Nullable Object>> read(String text) {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var end = plain.indexOf('\n');
        var header = end < 0 ? plain : plain.substring(0, end);
        if (!header.toLowerCase(Locale.ROOT).contains("feature")) {
            throw new BadInput("file", "usage.fault.header");
        }
        var separator = header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
        var all = new ArrayList<Map<String, @Nullable Object>>();
        try {
            for (NamedCsvRecord line :
                    CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(plain)) {
                if (all.size() >= MOST) {
                    throw new BadInput("file", "usage.fault.many", MOST);
                }
                var values = new LinkedHashMap<String, @Nullable Object>();
                line.getFieldsAsMap()
                        .forEach((name, value) -> values.put(name.strip().toLowerCase(Locale.ROOT), value));
                all.add(values);
            }
        } catch (CsvParseException | IllegalStateException _) {
            throw new BadInput("file", "usage.fault.file");
        }
        return all;
    }
}
