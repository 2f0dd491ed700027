package io.diabolo.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nobody should send, made from a seed. */
final class Nonsense {
    /** Bytes that are no UTF-8, to be put where this stands. */
    private static final String NO_TEXT = "@@NO-TEXT@@";

    static final String BOUNDARY = "the-boundary-of-the-parts";

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1e400",
            "-1e400",
            "1e999999999",
            "1e-999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "0.1",
            "1.7976931348623157e309",
            "99999999999999999999999999999999999999.99",
            "-0.0");
    private static final List<String> DAYS = List.of(
            "0000-01-01",
            "99999-12-31",
            "+999999999-12-31",
            "-4713-01-01",
            "2026-02-30",
            "infinity",
            "-infinity",
            "1970-13-45",
            "2026-11-28T25:61:61Z",
            "0000-00-00T00:00:00Z",
            "99999-01-01T00:00:00Z",
            "now",
            "today-1e9d");
    private static final List<String> LITERALS =
            List.of("null", "true", "[]", "{}", "[[]]", "{\"a\":1}", "[1,\"x\",null]", "\"\"", "NaN", "[null]");
    /** Of fields that a form of some page numbers, and of none. */
    private static final List<String> NAMES = List.of(
            "rules[99999999999].name",
            "rules[-1].points",
            "questions[999].label",
            "conditions[999]",
            "actions[0].x",
            "lines.99999999999.price",
            "lines.1.ramp.9.price",
            "steps[1e9].kind",
            "version.x",
            "filter[",
            "any.99999999999.filter[name]",
            "custom.\u0000",
            "a\u0000b",
            "\uD83D\uDE80");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "image/png",
            "multipart/form-data",
            "x",
            "application/json;charset=utf-16",
            "application/x-www-form-urlencoded",
            "application/json;charset=bogus",
            "multipart/form-data; boundary=b",
            "*/*");

    private final Random random;

    Nonsense(long seed) {
        random = new Random(seed);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** In any order. */
    <T> List<T> some(int most, List<T> of) {
        var all = new ArrayList<>(of);
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(most, all.size()));
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** A text as it stands in a form or an address. */
    String text() {
        return switch (random.nextInt(18)) {
            case 0 -> "";
            case 1 -> "\u0000";
            case 2 -> "a\u0000b";
            case 3 -> "\u0007\u001b[31m\u0085\u200b";
            case 4 -> "\uD83D\uDE80".repeat(2_000);
            case 5 -> "x".repeat(300_000);
            case 6 -> noise(9_000);
            case 7 -> "'\"<>&%;--";
            case 8 -> "\u202e\ufeff\uffff";
            case 9 -> one(DAYS);
            case 10, 11 -> one(NUMBERS);
            case 12 -> "99999999-9999-9999-9999-999999999999";
            case 13 -> "..;/%2e%2e/";
            case 14 -> ",".repeat(500);
            case 15 -> "((((((((((".repeat(100);
            case 16 -> "name:asc,-x,\"";
            default -> "Atelier " + random.nextInt(1_000);
        };
    }

    /** A text for a field of a form, mostly such as goes wrong where this kind of field is read. */
    String text(Form.Field field) {
        if (once(2)) {
            return switch (field.kind()) {
                case "date", "datetime-local", "month", "time" -> one(DAYS);
                case "number", "range" -> one(NUMBERS);
                case "textarea" -> once(2) ? "x".repeat(300_000) : "a\u0000b";
                default -> once(2) ? text() : field.value() + "\u0000";
            };
        }
        return text();
    }

    /** Letters that no index compresses. */
    private String noise(int length) {
        return random.ints(length, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A value as it stands in JSON. */
    String value() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> one(NUMBERS);
            case 2 -> one(LITERALS);
            case 3 -> "\"\\ud800\"";
            case 4 -> "\"" + NO_TEXT + "\"";
            case 5 -> "\"" + one(DAYS) + "\"";
            case 6 -> "[".repeat(10_000) + "]".repeat(10_000);
            default -> quoted(text());
        };
    }

    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\') {
                quoted.append(String.format("\\u%04x", (int) letter));
            } else {
                quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }

    /** A body for an endpoint with these fields: mostly an object, with a few of them, right or wrong. */
    String json(List<String> fields) {
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> "{\"a\":";
            case 2 -> value();
            case 3 -> "[" + object(fields) + "]";
            case 4 -> "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
            case 5 -> object(fields) + object(fields);
            default -> object(fields);
        };
    }

    private String object(List<String> fields) {
        var members = new ArrayList<String>();
        for (var i = random.nextInt(5); i >= 0; i--) {
            var name = fields.isEmpty() || once(8) ? text() : one(fields);
            members.add(quoted(name.length() > 3_000 ? "long" : name) + ":"
                    + (once(3) ? quoted("Atelier " + random.nextInt(1_000)) : value()));
        }
        if (once(6)) {
            members.add(members.getFirst());
        }
        return "{" + String.join(",", members) + "}";
    }

    /** Names with values, as a form or an address has them. */
    String pairs(List<String> names) {
        var pairs = new ArrayList<String>();
        for (var i = random.nextInt(6); i >= 0; i--) {
            var name = names.isEmpty() || once(10) ? "x" : one(names);
            var value = text();
            pairs.add(encoded(name) + "=" + (once(12) ? "%FF%C0%80" : once(14) ? "%ED%A0%80" : encoded(value)));
        }
        return pairs.stream().collect(Collectors.joining("&"));
    }

    /** The address line has its limits, which are the server's and not ours. */
    String query(List<String> names) {
        var query = pairs(names);
        return query.length() > 6_000 ? query.substring(0, 6_000).replaceFirst("%[0-9A-F]?$", "") : query;
    }

    /** The form as it stands, but for one field that says {@code value}, and perhaps one that it doesn't have. */
    String form(Form form, String name, String value) {
        var wrong = value.isEmpty() ? "%FF%C0%80" : encoded(value);
        var stray = once(5) ? Stream.of(encoded(one(NAMES)) + "=" + encoded(one(NUMBERS))) : Stream.<String>of();
        return Stream.concat(
                        form.fields().stream()
                                .filter(field -> !field.kind().equals("unticked")
                                        || field.name().equals(name))
                                .map(field -> encoded(field.name()) + "="
                                        + (field.name().equals(name) ? wrong : encoded(field.value()))),
                        stray)
                .collect(Collectors.joining("&"));
    }

    /** The same in parts, as a form with files sends it. */
    static String parts(Form form, String name, String value) {
        return form.fields().stream()
                .filter(field ->
                        !field.kind().equals("unticked") || field.name().equals(name))
                .map(field -> "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.name() + "\""
                        + (field.kind().equals("file") ? "; filename=\"x.csv\"\r\nContent-Type: text/csv" : "")
                        + "\r\n\r\n"
                        + (!field.name().equals(name) ? field.value() : value.isEmpty() ? NO_TEXT : value) + "\r\n")
                .collect(Collectors.joining("", "", "--" + BOUNDARY + "--\r\n"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String contentType(String right) {
        return once(7) ? one(TYPES) : right;
    }

    /** What stands in the place of an id. */
    String id(List<String> real) {
        return real.isEmpty() || once(5)
                ? one(List.of("nothing", "-1", "%00", "%FF", "x".repeat(2_000), "99999999-9999-9999-9999-999999999999"))
                : one(real);
    }

    static byte[] bytes(String body) {
        var bytes = new ByteArrayOutputStream();
        var parts = body.split(NO_TEXT, -1);
        for (var i = 0; i < parts.length; i++) {
            if (i > 0) {
                bytes.writeBytes(
                        new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80, (byte) 0xed, (byte) 0xa0, (byte) 0x80});
            }
            bytes.writeBytes(parts[i].getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
