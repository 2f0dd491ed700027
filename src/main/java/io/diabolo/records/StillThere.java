package io.diabolo.records;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.val;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a change set wrote is still there, so that the old value may go back: as conditions on the row {@code t},
 * its line {@code c} of the change set, and {@code a}, the row as that line left it. An amount is one value with its
 * currency, and all amounts of a record that share one go back together with it.
 */
final class StillThere {
    /** By column of an amount or of a currency: the currency's column. */
    private final Map<String, String> currencyOf = new HashMap<>();
    /** By currency's column: itself and the amounts in it. */
    private final Map<String, Set<String>> together = new HashMap<>();

    StillThere(@Nullable RecordType type) {
        if (type == null) {
            return;
        }
        for (var field : type.fields()) {
            var currency = field.currency();
            if (currency != null) {
                currencyOf.put(field.column().getName(), currency.getName());
                currencyOf.put(currency.getName(), currency.getName());
                var all = together.computeIfAbsent(currency.getName(), _ -> new TreeSet<>());
                all.add(currency.getName());
                all.add(field.column().getName());
            }
        }
    }

    /** The set gave this column a value, and it is still there. */
    Condition column(String column) {
        var currency = currencyOf.get(column);
        if (currency == null) {
            return wrote(column).and(same(column));
        }
        var all = together.getOrDefault(currency, Set.of());
        Condition whole = not(writtenLater(all));
        for (var one : all) {
            whole = whole.and(not(wrote(one)).or(same(one)));
        }
        return wrote(column)
                .and(condition(
                        "case when {0} then {1} else {2} end",
                        wrote(currency), whole, same(column).and(not(writtenLater(Set.of(currency))))));
    }

    /** The set gave this column a value, and it may not go back. */
    Condition gone(String column) {
        return wrote(column).and(not(column(column)));
    }

    /** Nobody took it out of the bin, or threw it in again, since. */
    static Condition mark() {
        return not(later(condition("x.kind in ('deleted', 'restored')")));
    }

    static Condition wrote(String key) {
        return condition("jsonb_exists(c.after, {0})", val(key));
    }

    private static Condition same(String column) {
        return condition("t.{0} is not distinct from a.{0}", name(column));
    }

    /** Somebody wrote one of these, which the set itself left alone. */
    private static Condition writtenLater(Set<String> columns) {
        return later(condition(
                "x.kind = 'updated' and exists (select from jsonb_object_keys(x.after) as k (key) "
                        + "where k.key = any ({0}) and not jsonb_exists(c.after, k.key))",
                val(columns.toArray(String[]::new))));
    }

    /** Change sets' ids are in the order of their beginnings, which is after the record was locked. */
    private static Condition later(Condition what) {
        return condition("""
                exists (select from change x join change_set s on s.workspace_id = x.workspace_id and s.id = x.change_set_id
                        where x.record_type = c.record_type and x.record_id = c.record_id and {0}
                          and x.change_set_id > c.change_set_id and s.voided_at is null)""", what);
    }
}
