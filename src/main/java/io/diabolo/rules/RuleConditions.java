package io.diabolo.rules;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.diabolo.rules.RuleVariable.Holds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Says an expression in SQL, so that a rule runs over a million records in one statement. Where a value is missing both ways
 * answer alike: a comparison is unknown (CEL: an error), {@code ==} and {@code in} are false.
 */
final class RuleConditions {
    private final Vocabulary words;
    private final Field<OffsetDateTime> now;

    RuleConditions(Vocabulary words, Instant now) {
        this.words = words;
        this.now = val(now.atOffset(ZoneOffset.UTC));
    }

    /** It can't be said in SQL. */
    static final class Unsaid extends RuntimeException {
        private final String what;
        private final long id;

        Unsaid(String what, long id) {
            super("no SQL for " + what);
            this.what = what;
            this.id = id;
        }

        String what() {
            return what;
        }

        long id() {
            return id;
        }
    }

    /** @throws Unsaid naming the first part that SQL hasn't */
    Condition of(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case CONSTANT -> constant(expression);
            case IDENT -> condition(ident(expression).coerce(Boolean.class));
            case CALL -> call(expression, expression.call());
            default -> throw unsaid(expression);
        };
    }

    private static Condition constant(CelExpr expression) {
        if (expression.constant().getKind() != CelConstant.Kind.BOOLEAN_VALUE) {
            throw unsaid(expression);
        }
        return expression.constant().booleanValue() ? trueCondition() : falseCondition();
    }

    private Condition call(CelExpr expression, CelCall call) {
        var args = call.args();
        return switch (call.function()) {
            case "_&&_" -> condition("({0} and {1})", of(args.get(0)), of(args.get(1)));
            case "_||_" -> condition("({0} or {1})", of(args.get(0)), of(args.get(1)));
            case "!_" -> condition("(not {0})", of(args.getFirst()));
            case "_==_" -> equal(args.get(0), args.get(1));
            case "_!=_" -> condition("(not {0})", equal(args.get(0), args.get(1)));
            case "_<_", "_<=_", "_>_", "_>=_" -> compared(expression, call);
            case "@in" -> in(expression, args.get(0), args.get(1));
            case "contains", "startsWith", "endsWith" -> part(expression, call);
            case RuleLanguage.EMPTY -> empty(args.getFirst());
            default -> throw unsaid(expression);
        };
    }

    private Condition equal(CelExpr left, CelExpr right) {
        if (isNull(left) || isNull(right)) {
            return condition("({0} is null)", value(isNull(left) ? right : left));
        }
        return condition("({0} is not distinct from {1})", value(left), value(right));
    }

    private static boolean isNull(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }

    private Condition compared(CelExpr expression, CelCall call) {
        var left = value(call.args().get(0));
        var right = value(call.args().get(1));
        if (left.getType() == String.class || left.getType() == Boolean.class) {
            // How texts are ordered differs between languages; nobody scores by it.
            throw unsaid(expression);
        }
        var sign = call.function().replace("_", "");
        return condition("({0} " + sign + " {1})", left, right);
    }

    private Condition in(CelExpr expression, CelExpr one, CelExpr many) {
        if (many.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return condition("coalesce({0} = any ({1}), false)", value(one), ident(many));
        }
        if (many.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
            throw unsaid(expression);
        }
        var values = new ArrayList<Field<?>>();
        many.list().elements().forEach(element -> values.add(literal(element)));
        if (values.isEmpty()) {
            return falseCondition();
        }
        return condition("coalesce({0} in ({1}), false)", value(one), DSL.list(values.toArray(Field[]::new)));
    }

    private static Field<?> literal(CelExpr expression) {
        if (expression.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            throw unsaid(expression);
        }
        return constantValue(expression);
    }

    private Condition part(CelExpr expression, CelCall call) {
        var target = call.target().orElse(null);
        if (target == null) {
            throw unsaid(expression);
        }
        var whole = value(target);
        var part = value(call.args().getFirst());
        return switch (call.function()) {
            case "contains" -> condition("(strpos({0}, {1}) > 0)", whole, part);
            case "startsWith" -> condition("starts_with({0}, {1})", whole, part);
            default -> condition("(right({0}, length({1})) = {1})", whole, part);
        };
    }

    private Condition empty(CelExpr expression) {
        var variable = variable(expression);
        if (variable == null) {
            throw unsaid(expression);
        }
        return switch (variable.holds()) {
            case TEXT -> condition("(coalesce({0}, '') = '')", variable.sql());
            case SEVERAL -> condition("(cardinality({0}) = 0)", variable.sql());
            default -> condition("({0} is null)", variable.sql());
        };
    }

    private Field<?> value(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case CONSTANT -> constantValue(expression);
            case IDENT -> ident(expression);
            case CALL -> {
                var call = expression.call();
                yield switch (call.function()) {
                    case "timestamp" -> moment(expression, call);
                    case RuleLanguage.DAYS_BETWEEN ->
                        field(
                                "floor(extract(epoch from ({1} - {0})) / 86400)::bigint",
                                Long.class,
                                value(call.args().get(0)),
                                value(call.args().get(1)));
                    default -> throw unsaid(expression);
                };
            }
            default -> throw unsaid(expression);
        };
    }

    private static Field<OffsetDateTime> moment(CelExpr expression, CelCall call) {
        var arg = call.args().getFirst();
        if (arg.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || arg.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            throw unsaid(expression);
        }
        try {
            return val(OffsetDateTime.parse(arg.constant().stringValue()));
        } catch (java.time.format.DateTimeParseException _) {
            throw unsaid(expression);
        }
    }

    private static Field<?> constantValue(CelExpr expression) {
        var constant = expression.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> text(expression, constant.stringValue());
            case INT64_VALUE -> inline(constant.int64Value()).cast(Long.class);
            case DOUBLE_VALUE -> inline(constant.doubleValue()).cast(Double.class);
            case BOOLEAN_VALUE -> inline(constant.booleanValue());
            default -> throw unsaid(expression);
        };
    }

    /** A bound value: what a member typed never becomes SQL. */
    private static Field<String> text(CelExpr expression, String text) {
        if (text.indexOf('\0') >= 0) {
            throw unsaid(expression);
        }
        return val(text).cast(String.class);
    }

    private Field<?> ident(CelExpr expression) {
        var name = expression.ident().name();
        if (name.equals(RuleLanguage.NOW)) {
            return now;
        }
        var variable = variable(expression);
        if (variable == null) {
            throw unsaid(expression);
        }
        return name.endsWith(RuleVariable.FOLDED) ? folded(variable) : variable.sql();
    }

    private @Nullable RuleVariable variable(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                ? words.variables().get(expression.ident().name().replace(RuleVariable.FOLDED, ""))
                : null;
    }

    static Field<String> folded(RuleVariable variable) {
        if (variable.holds() != Holds.TEXT) {
            throw new IllegalArgumentException(variable.name());
        }
        return field("fold({0})", String.class, variable.sql());
    }

    private static Unsaid unsaid(CelExpr expression) {
        var what = switch (expression.exprKind().getKind()) {
            case CALL -> Objects.toString(expression.call().function()).replace("_", "");
            case COMPREHENSION -> "all, exists";
            default -> expression.exprKind().getKind().name().toLowerCase(java.util.Locale.ROOT);
        };
        return new Unsaid(what, expression.id());
    }
}
