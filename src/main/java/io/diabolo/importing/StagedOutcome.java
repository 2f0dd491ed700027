package io.diabolo.importing;

import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Counts what became of the staged rows, and shows some of them. */
final class StagedOutcome {
    private static final Set<String> UPDATED =
            Set.of("company", "person", "lead", "opportunity", "contract", "product", "competitor");
    private final DSLContext sql;
    private final List<String> targets;

    StagedOutcome(DSLContext sql, List<String> targets) {
        this.sql = sql;
        this.targets = targets;
    }

    ImportOutcome of(long rows, UUID changeSet) {
        var counts = targets.stream()
                .map(this::counts)
                .filter(each -> !each.isEmpty())
                .toList();
        var samples = new ArrayList<ImportOutcome.Sample>();
        var differences = new ArrayList<ImportOutcome.Difference>();
        var refusals = new TreeMap<String, Long>();
        var notes = new java.util.TreeSet<String>();
        long kept = 0;
        for (var target : targets) {
            samples.addAll(samples(target));
            if (UPDATED.contains(target)) {
                differences.addAll(differences(target));
            }
            sql.fetch("select refusal, count(*) as n from staged_" + target
                            + " where refusal is not null and not derived group by 1")
                    .forEach(row -> refusals.merge(row.get(0, String.class), row.get(1, Long.class), Long::sum));
            notes.addAll(sql.fetch("select distinct note from staged_" + target + " where note is not null limit 100")
                    .getValues(0, String.class));
            kept += sql.fetchSingle("select count(*) from staged_" + target + " where stage_kept")
                    .get(0, Long.class);
        }
        return new ImportOutcome(
                rows, counts, samples, differences, refusals, kept, List.copyOf(notes), changeSet, null);
    }

    /** A row that is a further site of a company counts as an update of it; implied rows count only where they made something. */
    private ImportOutcome.Counts counts(String target) {
        return sql.fetchSingle("""
                        select count(*) filter (where action = 'create'),
                               count(*) filter (where not derived and action in ('update', 'same')),
                               count(*) filter (where not derived and action = 'unchanged'),
                               count(*) filter (where not derived and action = 'skip'),
                               count(*) filter (where not derived and action = 'reject')
                        from staged_%s
                        """.formatted(target))
                .map(row -> new ImportOutcome.Counts(
                        target,
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class)));
    }

    private List<ImportOutcome.Sample> samples(String target) {
        var names = Fields.of(Target.of(target)).stream()
                .map(field -> "'" + field.name() + "', \"" + field.name() + "\"")
                .collect(Collectors.joining(", "));
        return sql
                .fetch("""
                        select file_no, row_no, action, refusal, key, value #>> '{}' as value
                        from (select *, row_number() over (partition by file_no order by row_no) as place
                              from staged_%s where not derived) s
                        cross join lateral jsonb_each(jsonb_strip_nulls(jsonb_build_object(%s)) || custom) v
                        where place <= 10 order by file_no, row_no
                        """.formatted(target, names))
                .intoGroups(row -> List.of(row.get(0, Integer.class), row.get(1, Integer.class)))
                .values()
                .stream()
                .map(fields -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    fields.forEach(row -> values.put(row.get("key", String.class), row.get("value", String.class)));
                    var first = fields.getFirst();
                    return new ImportOutcome.Sample(
                            first.get(0, Integer.class),
                            first.get(1, Integer.class),
                            target,
                            first.get(2, String.class),
                            first.get(3, String.class),
                            values);
                })
                .toList();
    }

    private List<ImportOutcome.Difference> differences(String target) {
        return sql.fetch("""
                        select c.id, r.name, key, c.before ->> key as before, c.after ->> key as after
                        from (select * from changed_%s where after is not null order by row_id limit 100) c
                        join %s r on r.id = c.id
                        cross join lateral jsonb_object_keys(c.after) key
                        order by c.row_id, key limit 100
                        """.formatted(target, target))
                .map(row -> new ImportOutcome.Difference(
                        target,
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, String.class)));
    }
}
