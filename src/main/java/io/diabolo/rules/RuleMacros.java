package io.diabolo.rules;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import io.diabolo.rules.RuleVariable.Holds;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What rules may say beyond CEL; each becomes plain CEL while it is read. */
final class RuleMacros {
    private final Vocabulary words;

    RuleMacros(Vocabulary words) {
        this.words = words;
    }

    @SuppressWarnings("Immutable") // the words don't change once they are made
    List<CelMacro> all() {
        return List.of(
                CelMacro.newGlobalMacro("filled", 1, this::filled),
                CelMacro.newGlobalMacro("has", 1, this::filled),
                CelMacro.newGlobalMacro("date", 1, this::date),
                CelMacro.newGlobalMacro("days_since", 1, this::daysSince),
                CelMacro.newReceiverMacro("mentions", 1, this::mentions));
    }

    private Optional<CelExpr> filled(CelMacroExprFactory make, CelExpr target, List<CelExpr> args) {
        return Optional.of(make.newGlobalCall("!_", make.newGlobalCall(RuleLanguage.EMPTY, args.getFirst())));
    }

    /** The beginning of a day in the workspace's zone. */
    private Optional<CelExpr> date(CelMacroExprFactory make, CelExpr target, List<CelExpr> args) {
        var text = text(args.getFirst());
        try {
            var day = LocalDate.parse(text == null ? "" : text);
            var begins = day.atStartOfDay(words.zone()).toInstant().toString();
            return Optional.of(make.newGlobalCall("timestamp", make.newStringLiteral(begins)));
        } catch (DateTimeParseException _) {
            return refused(make, args.getFirst(), RuleFaults.DATE);
        }
    }

    private Optional<CelExpr> daysSince(CelMacroExprFactory make, CelExpr target, List<CelExpr> args) {
        return Optional.of(
                make.newGlobalCall(RuleLanguage.DAYS_BETWEEN, args.getFirst(), make.newIdentifier(RuleLanguage.NOW)));
    }

    /** Contains, whatever the case and the accents: the database folds the record's text, this folds the rule's. */
    private Optional<CelExpr> mentions(CelMacroExprFactory make, CelExpr target, List<CelExpr> args) {
        var name = name(target);
        var variable = words.variables().get(name);
        var text = text(args.getFirst());
        if (variable == null || variable.holds() != Holds.TEXT || text == null) {
            return refused(make, args.getFirst(), RuleFaults.MENTIONS);
        }
        return Optional.of(make.newReceiverCall(
                "contains", make.newIdentifier(name + RuleVariable.FOLDED), make.newStringLiteral(Folding.fold(text))));
    }

    private static @org.jspecify.annotations.Nullable String text(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expression.constant().stringValue()
                : null;
    }

    private static String name(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT ->
                name(expression.select().operand()) + "." + expression.select().field();
            default -> "?";
        };
    }

    private static Optional<CelExpr> refused(CelMacroExprFactory make, CelExpr at, String what) {
        return Optional.of(make.reportError(CelIssue.formatError(make.getSourceLocation(at), what)));
    }
}
