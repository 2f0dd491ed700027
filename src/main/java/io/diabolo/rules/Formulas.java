package io.diabolo.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Formulas over named numbers, such as {@code hours * 46 * hourly_cost - price_year}: the language of rules, in which every
 * number is a decimal one, with {@code min}, {@code max} and {@code round}. They have the same bounds as rules.
 */
@Component
public class Formulas {
    /** A whole number as people write it; CEL would not multiply it with a decimal one. */
    private static final Pattern WHOLE = Pattern.compile("(?<![\\w.])(\\d+)(?![\\w.])");

    private static final CelFunctionDecl MIN = newFunctionDeclaration(
            "min", newGlobalOverload("min_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE));
    private static final CelFunctionDecl MAX = newFunctionDeclaration(
            "max", newGlobalOverload("max_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE));
    private static final CelFunctionDecl ROUND =
            newFunctionDeclaration("round", newGlobalOverload("round_double", SimpleType.DOUBLE, SimpleType.DOUBLE));

    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(RuleLanguage.OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("min_double", Double.class, Double.class, Math::min),
                    CelFunctionBinding.from("max_double", Double.class, Double.class, Math::max),
                    CelFunctionBinding.from("round_double", Double.class, value -> Math.floor(value + 0.5)))
            .build();

    private final Map<String, CelRuntime.Program> programs = RuleLanguage.newest();

    /**
     * Null when it is right.
     *
     * @param names of the numbers that it may ask for
     */
    public @Nullable RuleFault fault(String formula, Collection<String> names) {
        if (formula.isBlank()) {
            return RuleFault.at(1, "rules.fault.blank");
        }
        if (formula.codePointCount(0, formula.length()) > RuleLanguage.LONGEST) {
            return RuleFault.at(RuleLanguage.LONGEST, "rules.fault.long", RuleLanguage.LONGEST);
        }
        var deep = RuleLanguage.tooDeep(formula);
        if (deep > 0) {
            return RuleFault.at(deep, "rules.fault.deep");
        }
        try {
            program(formula, names);
            return null;
        } catch (CelValidationException wrong) {
            var issue = wrong.getErrors().getFirst().getMessage();
            return issue.startsWith("expected type")
                    ? RuleFault.at(1, "rules.fault.number")
                    : RuleFaults.of(formula, wrong.getErrors());
        } catch (CelEvaluationException _) {
            return RuleFault.at(1, "rules.fault.syntax", "");
        }
    }

    /**
     * What it comes to; null when it can't be computed, such as a division by nothing.
     *
     * @param formula one that has no fault for these names
     */
    public @Nullable BigDecimal value(String formula, Map<String, BigDecimal> numbers) {
        var given = new LinkedHashMap<String, Object>();
        numbers.forEach((name, number) -> given.put(name, number.doubleValue()));
        try {
            var value = program(formula, numbers.keySet()).eval(given);
            return value instanceof Double number && Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
        } catch (CelValidationException | CelEvaluationException _) {
            return null;
        }
    }

    private CelRuntime.Program program(String formula, Collection<String> names)
            throws CelValidationException, CelEvaluationException {
        var all = new TreeSet<>(names);
        var key = String.join(",", all) + "\n" + formula;
        var known = programs.get(key);
        if (known != null) {
            return known;
        }
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(RuleLanguage.OPTIONS)
                .addFunctionDeclarations(MIN, MAX, ROUND)
                .setResultType(SimpleType.DOUBLE);
        all.forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        var tree = builder.build()
                .compile(WHOLE.matcher(formula).replaceAll("$1.0"))
                .getAst();
        var program = runtime.createProgram(tree);
        programs.put(key, program);
        return program;
    }
}
