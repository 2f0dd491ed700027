package io.diabolo.importing.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** A spreadsheet's cell as text: dates as ISO, numbers with a point and no thousands mark. */
final class SheetCell {
    /** What a format holds besides letters of a date: colours and locales in brackets, quoted and escaped text. */
    private static final Pattern NOT_LETTERS = Pattern.compile("\\[[^\\]]*]|\"[^\"]*\"|\\\\.|_.|\\*.");

    private static final Pattern DATE_LETTERS = Pattern.compile("[ymdhsYMDHSaAjJ]");
    private static final Pattern NUMBER_SIGNS = Pattern.compile("[0#?@]|General|Standard");
    /** Spreadsheets count with 15 digits; what stands behind them is noise such as 1.1000000000000001. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final int SECONDS_A_DAY = 86_400;

    private SheetCell() {}

    static String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        var raw = cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> number(cell, raw);
            case FORMULA -> formula(cell, raw);
            case BOOLEAN -> "1".equals(raw) || "true".equalsIgnoreCase(raw) ? "true" : "false";
            case STRING ->
                cell.getValue() == null ? "" : cell.getValue().toString().replace("\0", "");
            case ERROR -> raw == null ? "" : raw;
            case EMPTY -> "";
        };
    }

    private static String formula(Cell cell, @Nullable String raw) {
        var value = cell.getValue();
        if (value instanceof BigDecimal) {
            return number(cell, raw == null ? value.toString() : raw);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        return raw == null ? "" : raw.replace("\0", "");
    }

    private static String number(Cell cell, @Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return "";
        }
        BigDecimal number;
        try {
            number = new BigDecimal(raw.strip());
        } catch (NumberFormatException odd) {
            return raw;
        }
        if (isDate(cell) && number.signum() >= 0) {
            return date(cell, number);
        }
        var rounded = number.round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.scale()) > 100 ? raw : rounded.toPlainString();
    }

    private static String date(Cell cell, BigDecimal serial) {
        if (serial.compareTo(BigDecimal.ONE) < 0) {
            long seconds = Math.round(serial.doubleValue() * SECONDS_A_DAY) % SECONDS_A_DAY;
            return LocalTime.ofSecondOfDay(seconds).toString();
        }
        LocalDateTime at;
        try {
            at = cell.getType() == CellType.NUMBER ? cell.asDate() : since1900(serial);
        } catch (RuntimeException beyondTheCalendar) {
            return serial.toPlainString();
        }
        var second = at.plus(500, ChronoUnit.MILLIS).truncatedTo(ChronoUnit.SECONDS);
        return second.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? second.toLocalDate().toString()
                : second.toString();
    }

    /** Day 60 is a 29 February 1900 that never was, so later days count from the day before. */
    private static LocalDateTime since1900(BigDecimal serial) {
        long day = serial.longValue();
        long seconds = Math.round(serial.subtract(BigDecimal.valueOf(day)).doubleValue() * SECONDS_A_DAY);
        return LocalDate.of(1899, 12, day > 60 ? 30 : 31)
                .plusDays(day)
                .atStartOfDay()
                .plusSeconds(seconds);
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        if (format != null && !format.isBlank()) {
            var letters = NOT_LETTERS.matcher(format).replaceAll("");
            return DATE_LETTERS.matcher(letters).find()
                    && !NUMBER_SIGNS.matcher(letters).find();
        }
        var id = cell.getDataFormatId();
        return id != null
                && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58);
    }
}
