package io.diabolo.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.diabolo.platform.Texts;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An expression in a sentence that its reader understands: Effectif ≥ 50 et Pays parmi FR, BE. */
final class RuleWords {
    private final Vocabulary words;
    private final Texts texts;
    private final Locale locale;
    private final Map<String, Integer> labels = new HashMap<>();

    RuleWords(Vocabulary words, Texts texts, Locale locale) {
        this.words = words;
        this.texts = texts;
        this.locale = locale;
        words.variables().values().forEach(one -> labels.merge(bare(one), 1, Integer::sum));
    }

    /** Null where it says something that has no words yet: then the expression itself is shown. */
    @Nullable
    String of(CelExpr expression) {
        try {
            return says(expression);
        } catch (Wordless _) {
            return null;
        }
    }

    private static final class Wordless extends RuntimeException {}

    private String says(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case CONSTANT, IDENT -> value(expression, null);
            case CALL -> call(expression.call());
            default -> throw new Wordless();
        };
    }

    private String call(CelCall call) {
        var args = call.args();
        return switch (call.function()) {
            case "_&&_" -> t("rules.says.and", within(args.get(0)), within(args.get(1)));
            case "_||_" -> or(call);
            case "!_" -> not(args.getFirst());
            case "_==_" -> pair("rules.says.eq", args.get(0), args.get(1));
            case "_!=_" -> pair("rules.says.ne", args.get(0), args.get(1));
            case "_>_" -> pair("rules.says.gt", args.get(0), args.get(1));
            case "_>=_" -> pair("rules.says.ge", args.get(0), args.get(1));
            case "_<_" -> pair("rules.says.lt", args.get(0), args.get(1));
            case "_<=_" -> pair("rules.says.le", args.get(0), args.get(1));
            case "@in" -> in(args.get(0), args.get(1));
            case "contains" -> pair("rules.says.contains", target(call), args.getFirst());
            case "startsWith" -> pair("rules.says.starts", target(call), args.getFirst());
            case "endsWith" -> pair("rules.says.ends", target(call), args.getFirst());
            case RuleLanguage.EMPTY -> t("rules.says.empty", value(args.getFirst(), null));
            default -> throw new Wordless();
        };
    }

    /** One field that contains one of several words is said once: Fonction contient « direct », « head » ou « vp ». */
    private String or(CelCall call) {
        var all = alternatives(CelExpr.ofCall(0, call.target(), call.function(), call.args()))
                .toList();
        var field = searched(all.getFirst());
        if (field == null || !all.stream().allMatch(one -> field.equals(searched(one)))) {
            return t("rules.says.or", says(call.args().get(0)), says(call.args().get(1)));
        }
        var words = all.stream()
                .map(one -> t("rules.says.quoted", value(one.call().args().getFirst(), variable(target(one.call())))))
                .toList();
        return t(
                "rules.says.contains-any",
                label(field),
                String.join(", ", words.subList(0, words.size() - 1)),
                words.getLast());
    }

    private static Stream<CelExpr> alternatives(CelExpr expression) {
        return isCall(expression, "_||_")
                ? expression.call().args().stream().flatMap(RuleWords::alternatives)
                : Stream.of(expression);
    }

    /** The field in which an expression looks for a word; null when it does something else. */
    private @Nullable RuleVariable searched(CelExpr expression) {
        return isCall(expression, "contains") ? variable(target(expression.call())) : null;
    }

    private static boolean isCall(CelExpr expression, String function) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(function);
    }

    private static CelExpr target(CelCall call) {
        return call.target().orElseThrow(Wordless::new);
    }

    /** Brackets where "or" stands within "and". */
    private String within(CelExpr expression) {
        return isCall(expression, "_||_") ? t("rules.says.group", says(expression)) : says(expression);
    }

    private String not(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case IDENT -> t("rules.says.no", value(expression, null));
            case CALL -> {
                var call = expression.call();
                yield call.function().equals(RuleLanguage.EMPTY)
                        ? t("rules.says.filled", value(call.args().getFirst(), null))
                        : t("rules.says.not", says(expression));
            }
            default -> throw new Wordless();
        };
    }

    private String pair(String key, CelExpr left, CelExpr right) {
        var variable = variable(left) == null ? variable(right) : variable(left);
        return t(key, value(left, variable), value(right, variable));
    }

    private String in(CelExpr one, CelExpr many) {
        if (many.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return t("rules.says.contains", value(many, null), value(one, variable(many)));
        }
        if (many.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
            throw new Wordless();
        }
        var variable = variable(one);
        var all = many.list().elements().stream()
                .map(element -> value(element, variable))
                .collect(Collectors.joining(", "));
        return t("rules.says.in", value(one, null), all);
    }

    private String value(CelExpr expression, @Nullable RuleVariable compared) {
        return switch (expression.exprKind().getKind()) {
            case CONSTANT -> constant(expression.constant(), compared);
            case IDENT -> {
                var variable = variable(expression);
                yield variable != null ? label(variable) : t("rules.says.now");
            }
            case CALL -> {
                var call = expression.call();
                yield switch (call.function()) {
                    case "timestamp" -> day(call.args().getFirst());
                    case RuleLanguage.DAYS_BETWEEN ->
                        t("rules.says.days", value(call.args().getFirst(), null));
                    default -> throw new Wordless();
                };
            }
            default -> throw new Wordless();
        };
    }

    private String day(CelExpr expression) {
        try {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(Instant.parse(expression.constant().stringValue()).atZone(words.zone()));
        } catch (java.time.DateTimeException | UnsupportedOperationException _) {
            throw new Wordless();
        }
    }

    private String constant(CelConstant constant, @Nullable RuleVariable compared) {
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                compared != null && !compared.field().choices().isEmpty()
                        ? compared.field().choice(texts, locale, constant.stringValue())
                        : constant.stringValue();
            case INT64_VALUE -> NumberFormat.getInstance(locale).format(constant.int64Value());
            case DOUBLE_VALUE -> NumberFormat.getInstance(locale).format(new BigDecimal(constant.doubleValue()));
            case BOOLEAN_VALUE -> t(constant.booleanValue() ? "rules.says.yes" : "rules.says.no-word");
            case NULL_VALUE -> t("rules.says.nothing");
            default -> throw new Wordless();
        };
    }

    private @Nullable RuleVariable variable(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                ? words.variables().get(expression.ident().name().replace(RuleVariable.FOLDED, ""))
                : null;
    }

    /** The field's label, with its record where two are called alike. */
    String label(RuleVariable variable) {
        var bare = bare(variable);
        return labels.getOrDefault(bare, 1) > 1
                ? t("rules.says.of", bare, t("record." + variable.field().type().id() + ".one"))
                : bare;
    }

    private String bare(RuleVariable variable) {
        return variable.field().label(texts, locale);
    }

    private String t(String key, Object... args) {
        return texts.text(locale, key, args);
    }
}
