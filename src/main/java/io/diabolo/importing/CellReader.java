package io.diabolo.importing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.diabolo.importing.mapping.Booleans;
import io.diabolo.importing.mapping.ColumnMapping;
import io.diabolo.importing.mapping.DateOrder;
import io.diabolo.importing.mapping.Dates;
import io.diabolo.importing.mapping.DecimalMark;
import io.diabolo.importing.mapping.Field;
import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.HeadcountBands;
import io.diabolo.importing.mapping.Moment;
import io.diabolo.importing.mapping.Numbers;
import io.diabolo.importing.mapping.Parsed;
import io.diabolo.importing.mapping.Registers;
import io.diabolo.importing.mapping.Use;
import io.diabolo.importing.mapping.ValueKind;
import io.diabolo.importing.reading.Row;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Countries;
import io.diabolo.platform.Money;
import io.diabolo.records.SheetText;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the cells of one file as its mapping says: dates, numbers, addresses in the one form that records keep. */
final class CellReader {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]{2,}");
    private static final Pattern LEADING = Pattern.compile("\\D*(\\d[\\d \u00A0\u202F]*).*", Pattern.DOTALL);
    private static final Set<String> CHANNELS = Set.of("inbound", "outbound", "unknown");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    private static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(12);
    /** As for what is typed; the lines are indexed. */
    private static final Set<String> LONG = Set.of("description", "body", "reason", "next_step");

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_TEXT = 20_000;
    private final FileMapping file;
    private final ZoneId zone;
    private final String currency;
    private final String country;
    private final Map<String, String> customKinds;
    private final JsonMapper json;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Own> own = new ArrayList<>();

    /** A field, the column that fills it and where it stands; no column when it is the same for each row. */
    private record Slot(
            Field field,
            @Nullable ColumnMapping column,
            int cell,
            @Nullable String constant) {}

    private record Own(Use.CustomField use, ColumnMapping column, int cell) {}

    /** A row as it goes into staging; a reason when something in it can't be read. */
    record Read(
            @Nullable String reason,
            @Nullable String argument,
            @Nullable String note,
            String unit,
            String custom,
            String clears,
            List<@Nullable String> values) {}

    private static final class Unreadable extends Exception {
        private final String key;

        Unreadable(String key, String text) {
            super(text, null, false, false);
            this.key = key;
        }
    }

    CellReader(
            FileMapping file,
            List<String> header,
            ZoneId zone,
            String currency,
            String country,
            Map<String, String> customKinds,
            JsonMapper json) {
        this.file = file;
        this.zone = zone;
        this.currency = currency;
        this.country = country;
        this.customKinds = customKinds;
        this.json = json;
        var target = Objects.requireNonNull(file.record());
        for (var field : Fields.of(target)) {
            var column = file.filling(field.name());
            var constant = file.constants() == null ? null : file.constants().get(field.name());
            if (column != null && header.contains(column.header())) {
                slots.add(new Slot(field, column, header.indexOf(column.header()), null));
            } else if (constant != null) {
                slots.add(new Slot(field, null, -1, constant));
            } else if (field.name().equals("external_id") && file.key() != null && keyIsForeign()) {
                slots.add(new Slot(field, keyColumn(), header.indexOf(file.key()), null));
            }
        }
        for (var column : file.columns()) {
            if (column.use() instanceof Use.CustomField use && header.contains(column.header())) {
                own.add(new Own(use, column, header.indexOf(column.header())));
            }
        }
    }

    /** The key column tells rows apart in the system they came from, unless it is Diabolo's own id. */
    private boolean keyIsForeign() {
        var column = keyColumn();
        return column != null && !"id".equals(column.field());
    }

    private @Nullable ColumnMapping keyColumn() {
        return file.columns().stream()
                .filter(column -> column.header().equals(file.key()))
                .findFirst()
                .orElse(null);
    }

    List<Field> fields() {
        return slots.stream().map(Slot::field).toList();
    }

    Read read(Row row) {
        var values = new ArrayList<@Nullable String>();
        var custom = new LinkedHashMap<String, Object>();
        var clears = new ArrayList<String>();
        String reason = row.fault() == null ? null : row.fault().key();
        String argument = null;
        String note = null;
        String unit = unit(row);
        for (var slot : slots) {
            String value = null;
            try {
                value = value(slot, row, unit);
            } catch (Unreadable unreadable) {
                if (slot.field().kind() == ValueKind.COUNTRY) {
                    // A misspelt country costs the country, not the company and all its deals.
                    note = unreadable.getMessage();
                } else {
                    reason = unreadable.key;
                    argument = header(slot) + "\u001F" + unreadable.getMessage();
                }
            }
            if (value == null) {
                clears.add(slot.field().name());
            }
            values.add(value);
            if (slot.field().reference() != null) {
                values.add(value == null ? null : String.valueOf(isLinked(slot, value)));
                values.add(value == null ? null : String.valueOf(unknown(slot) == Use.Unknown.EMPTY));
            }
        }
        for (var each : own) {
            try {
                var value = customValue(each, row);
                if (value == null) {
                    clears.add("custom." + each.use().key());
                } else {
                    custom.put(each.use().key(), value);
                }
            } catch (Unreadable unreadable) {
                reason = unreadable.key;
                argument = each.column().header() + "\u001F" + unreadable.getMessage();
            }
        }
        return new Read(reason, argument, note, unit, json.writeValueAsString(custom), array(clears), values);
    }

    private static String header(Slot slot) {
        return slot.column() == null ? slot.field().name() : slot.column().header();
    }

    /** It has to be there already; what isn't linked is made from its name. */
    private static boolean isLinked(Slot slot, String value) {
        var unknown = unknown(slot);
        return slot.column() != null
                && slot.column().use() instanceof Use.MapTo(var _, var link, var _, var _)
                && (link != null || unknown != null)
                && unknown != Use.Unknown.CREATE
                && !slot.column().isMeant(value);
    }

    private static Use.@Nullable Unknown unknown(Slot slot) {
        return slot.column() != null && slot.column().use() instanceof Use.MapTo to ? to.unknown() : null;
    }

    private static String array(List<String> names) {
        return "{" + String.join(",", names) + "}";
    }

    private static String cell(Slot slot, Row row) {
        return slot.column() == null ? Objects.requireNonNull(slot.constant()) : text(slot.column(), slot.cell(), row);
    }

    /** What Diabolo's own files made harmless for spreadsheets is meant as it was. */
    private static String text(ColumnMapping column, int at, Row row) {
        return column.value(SheetText.meant(row.cells().get(at)));
    }

    /** The currency written in the row, else beside the amounts, else the column's, else the workspace's. */
    private String unit(Row row) {
        for (var slot : slots) {
            if (slot.field().name().equals("currency")) {
                var code = cell(slot, row).toUpperCase(Locale.ROOT);
                if (CURRENCIES.contains(code)) {
                    return code;
                }
            }
        }
        for (var slot : slots) {
            if (slot.field().kind() == ValueKind.MONEY && slot.column() != null) {
                var written = Numbers.currency(cell(slot, row));
                if (written != null) {
                    return written;
                }
                var usual = slot.column().format().currency();
                if (usual != null) {
                    return usual;
                }
            }
        }
        return currency;
    }

    private @Nullable String value(Slot slot, Row row, String unit) throws Unreadable {
        var text = cell(slot, row);
        if (text.isEmpty()) {
            return null;
        }
        var name = slot.field().name();
        var format = slot.column() == null ? null : slot.column().format();
        return switch (slot.field().kind()) {
            case DATE, DATE_TIME ->
                moment(text, format == null ? null : format.dates()).at(zone).toString();
            case MONEY -> amount(number(text, format == null ? null : format.numbers()), name, unit);
            case DECIMAL, PERCENTAGE ->
                number(text, format == null ? null : format.numbers()).toPlainString();
            case INTEGER -> whole(name, integer(number(text, format == null ? null : format.numbers()), text), text);
            case BOOLEAN -> taken(Booleans.parse(text)).toString();
            case EMAIL -> email(text);
            case PHONE -> phone(text);
            case COUNTRY -> known(Countries.code(text), "import.faulty.country", text);
            case SIREN ->
                known(Registers.isSiren(text) ? text.replaceAll("\\D", "") : null, "import.faulty.siren", text);
            case SIRET ->
                known(Registers.isSiret(text) ? text.replaceAll("\\D", "") : null, "import.faulty.siret", text);
            case VAT_NUMBER -> text.replaceAll("[\\s.]", "").toUpperCase(Locale.ROOT);
            case URL -> word(name, text);
            case TEXT -> isBand(slot, text) ? HeadcountBands.lowerBound(text) : word(name, text);
        };
    }

    private static boolean isBand(Slot slot, String text) {
        return slot.field().name().equals("headcount")
                && HeadcountBands.isBand(header(slot))
                && HeadcountBands.isCode(text);
    }

    private static String word(String name, String text) throws Unreadable {
        return switch (name) {
            case "id" -> id(text);
            case "stage" ->
                known(
                        Stage.named(text.toLowerCase(Locale.ROOT))
                                .map(Stage::id)
                                .orElse(null),
                        "import.faulty.stage",
                        text);
            case "channel" ->
                known(
                        CHANNELS.contains(text.toLowerCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : null,
                        "import.faulty.channel",
                        text);
            case "domain" ->
                text.toLowerCase(Locale.ROOT)
                        .replaceFirst("^https?://", "")
                        .replaceFirst("^www\\.", "")
                        .replaceFirst("[/?#].*$", "");
            case "headcount" -> headcount(text);
            case "currency" -> {
                var code = text.toUpperCase(Locale.ROOT);
                yield known(CURRENCIES.contains(code) ? code : null, "import.faulty.currency", text);
            }
            default ->
                known(
                        text.length() <= (LONG.contains(name) ? LONGEST_TEXT : LONGEST_LINE) ? text : null,
                        "import.faulty.long",
                        text.substring(0, Math.min(40, text.length())) + "…");
        };
    }

    private static String id(String text) throws Unreadable {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException _) {
            throw new Unreadable("import.faulty.id", text);
        }
    }

    private static String known(@Nullable String value, String key, String text) throws Unreadable {
        if (value == null) {
            throw new Unreadable(key, text);
        }
        return value;
    }

    /** A number, or the lower end of a band such as "10 à 19 salariés". */
    private static String headcount(String text) throws Unreadable {
        var leading = LEADING.matcher(text);
        if (!leading.matches()) {
            throw new Unreadable("import.faulty.number", text);
        }
        var digits = leading.group(1).replaceAll("\\D", "");
        if (digits.length() > 8) {
            throw new Unreadable("import.faulty.number", text);
        }
        return digits;
    }

    private static Moment moment(String text, @Nullable DateOrder order) throws Unreadable {
        return taken(Dates.parse(text, order == null ? DateOrder.YMD : order));
    }

    private static BigDecimal number(String text, @Nullable DecimalMark mark) throws Unreadable {
        return taken(Numbers.parse(text, mark == null ? DecimalMark.POINT : mark));
    }

    /** In minor units, but for a list price, which may have more decimals than money has. */
    private static String amount(BigDecimal value, String name, String unit) throws Unreadable {
        try {
            if (value.abs().compareTo(MOST_MONEY) < 0) {
                return name.equals("list_price")
                        ? value.toPlainString()
                        : String.valueOf(
                                Money.rounded(value, Currency.getInstance(unit)).minor());
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // said below
        }
        throw new Unreadable("import.faulty.amount", value.toPlainString() + " " + unit);
    }

    /** A term of no months is how many systems write "none". */
    private static @Nullable String whole(String name, String number, String text) throws Unreadable {
        if (!name.equals("term_months")) {
            return number;
        }
        var months = Integer.parseInt(number);
        if (months < 0 || months > 1_200) {
            throw new Unreadable("import.faulty.number", text);
        }
        return months == 0 ? null : number;
    }

    private static String integer(BigDecimal value, String text) throws Unreadable {
        try {
            return String.valueOf(value.intValueExact());
        } catch (ArithmeticException _) {
            throw new Unreadable("import.faulty.number", text);
        }
    }

    private static String email(String text) throws Unreadable {
        var address = text.toLowerCase(Locale.ROOT).replaceFirst("^mailto:", "");
        return known(EMAIL.matcher(address).matches() ? address : null, "import.faulty.email", text);
    }

    /** E.164 when it can be understood; a number that can't is kept as it stands, for a person may still dial it. */
    private String phone(String text) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(text, country);
            return numbers.isPossibleNumber(number)
                    ? numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
                    : text;
        } catch (NumberParseException _) {
            return text;
        }
    }

    private @Nullable Object customValue(Own each, Row row) throws Unreadable {
        var text = text(each.column(), each.cell(), row);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > LONGEST_TEXT) {
            throw new Unreadable("import.faulty.long", text.substring(0, 40) + "…");
        }
        var format = each.column().format();
        return switch (customKinds.getOrDefault(each.use().key(), "text")) {
            case "number" -> number(text, format.numbers());
            case "money" ->
                Map.of(
                        "value",
                        number(text, format.numbers()).toPlainString(),
                        "currency",
                        Objects.requireNonNullElse(Numbers.currency(text), currency));
            case "date" -> moment(text, format.dates()).dayIn(zone).toString();
            case "boolean" -> taken(Booleans.parse(text));
            case "multi_choice" -> List.of(text.split("\\s*[,;|]\\s*"));
            default -> text;
        };
    }

    private static <T> T taken(Parsed<T> parsed) throws Unreadable {
        return switch (parsed) {
            case Parsed.Value<T>(var value) -> value;
            case Parsed.Fault<T>(var key, var text) -> throw new Unreadable(key, text);
        };
    }
}
