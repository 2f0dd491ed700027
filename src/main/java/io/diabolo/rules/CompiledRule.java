package io.diabolo.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;

/**
 * An expression that was found right, ready to be run on one record or to be said in SQL.
 *
 * @param variables the names it asks for, folded ones among them
 */
record CompiledRule(CelAbstractSyntaxTree tree, CelRuntime.Program program, Set<String> variables) {
    CelExpr expression() {
        return tree.getExpr();
    }

    /**
     * Whether it holds. Where a value is missing, a comparison is neither true nor false, as in SQL: the runtime says so by
     * an error, which and, or and not carry on as SQL carries on its null.
     */
    boolean holds(Map<String, Object> values) {
        try {
            return Boolean.TRUE.equals(program.eval(values));
        } catch (CelEvaluationException _) {
            return false;
        }
    }
}
