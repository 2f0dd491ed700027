package io.diabolo.offers;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exchange rates as a file brings them: date, from, to, rate, in this order; a first line of titles is left out. */
final class RateFile {
    static final int MOST_BYTES = 2_000_000;
    private static final int COLUMNS = 4;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT));

    private RateFile() {}

    /** @throws BadInput naming the line that can't be read */
    static List<ExchangeRates.Rate> read(String text) {
        var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        var first = plain.lines().findFirst().orElse("");
        var separator = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        var rates = new ArrayList<ExchangeRates.Rate>();
        var number = 0;
        try (var reader = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(plain)) {
            for (var row : reader) {
                number++;
                var rate = rate(row.getFields());
                if (rate != null) {
                    rates.add(rate);
                } else if (number > 1) {
                    throw new BadInput("file", "rate.fault.line", number);
                }
            }
        } catch (CsvParseException | java.io.IOException _) {
            throw new BadInput("file", "rate.fault.line", number + 1);
        }
        if (rates.isEmpty()) {
            throw new BadInput("file", "rate.fault.file");
        }
        return rates;
    }

    private static ExchangeRates.@Nullable Rate rate(List<String> fields) {
        if (fields.size() < COLUMNS) {
            return null;
        }
        var on = day(fields.getFirst().strip());
        var from = fields.get(1).strip();
        var to = fields.get(2).strip();
        BigDecimal rate = Input.decimal(fields.get(3), ExchangeRates.DIGITS);
        return on == null || rate == null || from.length() != 3 || to.length() != 3
                ? null
                : new ExchangeRates.Rate(from, to, on, rate);
    }

    static @Nullable LocalDate day(String text) {
        for (var format : DATES) {
            try {
                var day = LocalDate.parse(text, format);
                return day.getYear() >= 1999 && day.getYear() <= 2200 ? day : null;
            } catch (DateTimeException _) {
                // perhaps as the next one has it
            }
        }
        return null;
    }
}
