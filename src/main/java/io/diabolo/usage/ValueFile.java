package io.diabolo.usage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of one metric's values: a header with day and value, in French or English, parted by commas, semicolons or tabs;
 * days as 2026-11-30 or 30/11/2026, numbers with a point or a comma.
 */
final class ValueFile {
    static final int MOST = 5_000;
    private static final Map<String, String> COLUMNS =
            Map.of("day", "day", "date", "day", "jour", "day", "value", "value", "valeur", "value");
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));

    private ValueFile() {}

    /** By their day; of two of one day the later line. @throws BadInput for what isn't such a file, with the first line that is wrong */
    static SortedMap<LocalDate, BigDecimal> read(String text) {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var end = plain.indexOf('\n');
        var header = end < 0 ? plain : plain.substring(0, end);
        var separator = header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
        var all = new TreeMap<LocalDate, BigDecimal>();
        var at = 1;
        try {
            for (NamedCsvRecord line :
                    CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(plain)) {
                at++;
                if (at > MOST + 1) {
                    throw new BadInput("file", "value.fault.many", MOST);
                }
                var values = named(line);
                var day = day(values.get("day"));
                var value = ValueController.value(values.get("value"));
                if (day == null || value == null) {
                    throw new BadInput("file", "value.fault.line", at);
                }
                all.put(day, value);
            }
        } catch (CsvParseException | IllegalStateException _) {
            throw new BadInput("file", "value.fault.file");
        }
        if (all.isEmpty()) {
            throw new BadInput("file", "value.fault.file");
        }
        return all;
    }

    private static Map<String, String> named(NamedCsvRecord line) {
        var values = new HashMap<String, String>();
        line.getFieldsAsMap().forEach((name, value) -> {
            var column = COLUMNS.get(name.strip().toLowerCase(Locale.ROOT));
            if (column != null) {
                values.put(column, value);
            }
        });
        return values;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (var format : DAYS) {
            try {
                return LocalDate.parse(text.strip(), format);
            } catch (DateTimeException _) {
                // Perhaps written the other way.
            }
        }
        return null;
    }
}
