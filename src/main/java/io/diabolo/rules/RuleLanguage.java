package io.diabolo.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * The language of rules: CEL over typed variables, with {@code filled}, {@code empty}, {@code mentions}, {@code date} and
 * {@code days_since}. Length and iterations are bounded, so that no rule holds up a page.
 */
@Component
class RuleLanguage {
    static final int LONGEST = 2_000;
    static final String NOW = "now";
    static final String EMPTY = "empty";
    static final String DAYS_BETWEEN = "days_between";
    private static final int ITERATIONS = 100;
    private static final int DEPTH = 40;
    private static final int KEPT = 200;
    private static final long DAY = 86_400_000_000L;

    static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(ITERATIONS)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEPTH)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelFunctionDecl EMPTY_DECLARED =
            newFunctionDeclaration(EMPTY, newGlobalOverload("empty_dyn", SimpleType.BOOL, SimpleType.DYN));
    private static final CelFunctionDecl DAYS_DECLARED = newFunctionDeclaration(
            DAYS_BETWEEN,
            newGlobalOverload("days_between_moments", SimpleType.INT, SimpleType.TIMESTAMP, SimpleType.TIMESTAMP));

    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("empty_dyn", Object.class, RuleLanguage::isEmpty),
                    CelFunctionBinding.from(
                            "days_between_moments", Instant.class, Instant.class, RuleLanguage::daysBetween))
            .build();

    /** Compilers by what they know; a workspace's is made again when it adds a field. */
    private final Map<String, CelCompiler> compilers = newest();

    private final Map<String, CompiledRule> compiled = newest();

    static <T> Map<String, T> newest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > KEPT;
            }
        });
    }

    private static boolean isEmpty(Object value) {
        return value instanceof NullValue
                || value.equals("")
                || (value instanceof java.util.Collection<?> all && all.isEmpty());
    }

    private static long daysBetween(Instant from, Instant to) {
        return Math.floorDiv(micros(to) - micros(from), DAY);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** The answer to "can this be a rule". */
    sealed interface Compilation {
        record Right(CompiledRule rule) implements Compilation {}

        record Wrong(RuleFault fault) implements Compilation {}
    }

    Compilation compile(Vocabulary words, String expression) {
        if (expression.isBlank()) {
            return new Compilation.Wrong(RuleFault.at(1, "rules.fault.blank"));
        }
        if (expression.codePointCount(0, expression.length()) > LONGEST) {
            return new Compilation.Wrong(RuleFault.at(LONGEST, "rules.fault.long", LONGEST));
        }
        var deep = tooDeep(expression);
        if (deep > 0) {
            return new Compilation.Wrong(RuleFault.at(deep, "rules.fault.deep"));
        }
        var key = words.signature() + "\n" + expression;
        var known = compiled.get(key);
        if (known != null) {
            return new Compilation.Right(known);
        }
        try {
            var tree = compiler(words).compile(expression).getAst();
            var names = new TreeSet<String>();
            collect(tree.getExpr(), names);
            var rule = new CompiledRule(tree, runtime.createProgram(tree), Set.copyOf(names));
            compiled.put(key, rule);
            return new Compilation.Right(rule);
        } catch (CelValidationException wrong) {
            return new Compilation.Wrong(RuleFaults.of(expression, wrong.getErrors()));
        } catch (CelEvaluationException _) {
            return new Compilation.Wrong(RuleFault.at(1, "rules.fault.syntax", ""));
        }
    }

    /** Where brackets stand too deep in one another, from 1; 0 where they don't. Brackets in texts count too. */
    static int tooDeep(String expression) {
        var depth = 0;
        for (var i = 0; i < expression.length(); i++) {
            var c = expression.charAt(i);
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth > DEPTH) {
                return i + 1;
            }
        }
        return 0;
    }

    private CelCompiler compiler(Vocabulary words) {
        return compilers.computeIfAbsent(words.signature(), _ -> {
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.ALL, CelStandardMacro.EXISTS)
                    .addMacros(new RuleMacros(words).all())
                    .addVar(NOW, SimpleType.TIMESTAMP)
                    .addFunctionDeclarations(EMPTY_DECLARED, DAYS_DECLARED)
                    .setResultType(SimpleType.BOOL);
            words.variables().values().forEach(one -> {
                builder.addVar(one.name(), one.holds().type());
                if (one.holds() == RuleVariable.Holds.TEXT) {
                    builder.addVar(one.name() + RuleVariable.FOLDED, one.holds().type());
                }
            });
            return builder.build();
        });
    }

    private static void collect(CelExpr expression, Set<String> names) {
        switch (expression.exprKind().getKind()) {
            case IDENT -> names.add(expression.ident().name());
            case CALL -> {
                expression.call().target().ifPresent(target -> collect(target, names));
                expression.call().args().forEach(one -> collect(one, names));
            }
            case LIST -> expression.list().elements().forEach(one -> collect(one, names));
            case SELECT -> collect(expression.select().operand(), names);
            case COMPREHENSION -> {
                collect(expression.comprehension().iterRange(), names);
                collect(expression.comprehension().loopStep(), names);
                collect(expression.comprehension().result(), names);
            }
            default -> {
                // a constant asks for nothing
            }
        }
    }
}
