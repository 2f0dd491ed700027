package io.diabolo.rules;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.regex.Pattern;

/** What CEL finds wrong, in the words of this product. */
final class RuleFaults {
    static final String DATE = "diabolo: date";
    static final String MENTIONS = "diabolo: mentions";
    private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("expected type 'bool' but found '([^']*)'.*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private RuleFaults() {}

    static RuleFault of(String expression, List<CelIssue> issues) {
        var first = issues.getFirst();
        var at = position(expression, first);
        var message = first.getMessage();
        var unknown = UNKNOWN.matcher(message);
        if (unknown.matches()) {
            return RuleFault.at(at, "rules.fault.unknown", word(expression, at, unknown.group(1)));
        }
        var overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return RuleFault.at(at, "rules.fault.types", sign(overload.group(1)), types(overload.group(2)));
        }
        if (RESULT.matcher(message).matches()) {
            // It is about the whole of it.
            return RuleFault.at(1, "rules.fault.result");
        }
        if (message.contains(DATE)) {
            return RuleFault.at(at, "rules.fault.date");
        }
        if (message.contains(MENTIONS)) {
            return RuleFault.at(at, "rules.fault.mentions");
        }
        return message.contains("recursion") || message.contains("depth")
                ? RuleFault.at(at, "rules.fault.deep")
                : RuleFault.at(at, "rules.fault.syntax", around(expression, at));
    }

    private static int position(String expression, CelIssue issue) {
        var line = Math.max(1, issue.getSourceLocation().getLine());
        var start = 0;
        for (var i = 1; i < line; i++) {
            start = expression.indexOf('\n', start) + 1;
        }
        return Math.min(
                        expression.length(),
                        start + Math.max(0, issue.getSourceLocation().getColumn()))
                + 1;
    }

    /** The whole name as it was written, where only its first part is told. */
    private static String word(String expression, int at, String told) {
        var word = WORD.matcher(expression);
        return word.find(Math.min(at - 1, expression.length())) && word.group().startsWith(told) ? word.group() : told;
    }

    private static String around(String expression, int at) {
        var from = Math.min(at - 1, expression.length());
        return expression.substring(from, Math.min(expression.length(), from + 20));
    }

    private static String sign(String function) {
        return switch (function) {
            case "_==_" -> "==";
            case "@in" -> "in";
            default -> function.replace("_", "").replace("@", "");
        };
    }

    private static String types(String applied) {
        return applied.replaceAll("wrapper\\((\\w+)\\)", "$1")
                .replace("google.protobuf.Timestamp", "date")
                .replaceAll("[()]", "");
    }
}
