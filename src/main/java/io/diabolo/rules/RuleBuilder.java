package io.diabolo.rules;

import io.diabolo.platform.BadInput;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Writes the expression for a field, a comparison and a value, so that nobody has to know CEL. */
final class RuleBuilder {
    private final Vocabulary words;

    RuleBuilder(Vocabulary words) {
        this.words = words;
    }

    /** @throws BadInput when the field is unknown, or the value doesn't suit it */
    String write(String field, String op, String value) {
        var variable = words.variables().get(field);
        if (variable == null) {
            throw new BadInput("field", "problem.list.field", field);
        }
        var text = value.strip();
        return switch (op) {
            case "filled", "empty" -> op + "(" + field + ")";
            case "contains", "prefix" -> part(variable, op, text);
            case "eq", "ne" -> equal(variable, op, text);
            case "gt" -> compared(variable, ">", text);
            case "gte" -> compared(variable, ">=", text);
            case "lt" -> compared(variable, "<", text);
            case "lte" -> compared(variable, "<=", text);
            default -> throw new BadInput("op", "problem.list.op", op);
        };
    }

    private static String part(RuleVariable variable, String op, String text) {
        return switch (variable.holds()) {
            case TEXT ->
                op.equals("contains")
                        ? variable.name() + ".mentions(" + quoted(text) + ")"
                        : variable.name() + ".startsWith(" + quoted(text) + ")";
            case SEVERAL -> quoted(text) + " in " + variable.name();
            default -> throw new BadInput("op", "problem.list.op", op);
        };
    }

    /** Several values with commas between them mean any of them. */
    private static String equal(RuleVariable variable, String op, String text) {
        var values = List.of(text.split("\\s*,\\s*"));
        if (variable.holds() == RuleVariable.Holds.SEVERAL) {
            var in = quoted(text) + " in " + variable.name();
            return op.equals("eq") ? in : "!(" + in + ")";
        }
        if (values.size() > 1 && variable.holds() == RuleVariable.Holds.TEXT) {
            var in = variable.name() + " in ["
                    + values.stream().map(RuleBuilder::quoted).collect(java.util.stream.Collectors.joining(", "))
                    + "]";
            return op.equals("eq") ? in : "!(" + in + ")";
        }
        return variable.name() + (op.equals("eq") ? " == " : " != ") + literal(variable, text);
    }

    private static String compared(RuleVariable variable, String sign, String text) {
        return switch (variable.holds()) {
            case WHOLE, NUMBER, MOMENT -> variable.name() + " " + sign + " " + literal(variable, text);
            default -> throw new BadInput("op", "problem.list.op", sign);
        };
    }

    private static String literal(RuleVariable variable, String text) {
        return switch (variable.holds()) {
            case TEXT, SEVERAL -> quoted(text);
            case WHOLE -> number(text, "-?[0-9]{1,15}");
            case NUMBER -> {
                var number = number(text, "-?[0-9]{1,15}(\\.[0-9]{1,6})?");
                yield number.contains(".") ? number : number + ".0";
            }
            case YES_NO -> yesOrNo(text);
            case MOMENT -> day(text);
        };
    }

    private static String yesOrNo(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "oui", "yes" -> "true";
            case "false", "non", "no" -> "false";
            default -> throw new BadInput("value", "problem.field.boolean", text);
        };
    }

    private static String number(String text, String pattern) {
        var plain = text.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        if (!plain.matches(pattern)) {
            throw new BadInput("value", "problem.field.number", text);
        }
        return plain;
    }

    private static String day(String text) {
        try {
            return "date(\"" + LocalDate.parse(text) + "\")";
        } catch (DateTimeParseException _) {
            throw new BadInput("value", "problem.field.date", text);
        }
    }

    static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "") + "\"";
    }
}
