package io.diabolo.importing;

import static io.diabolo.jooq.Tables.CUSTOM_FIELD;

import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Use;
import io.diabolo.importing.reading.Table;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.CustomFiltering;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.RecordsBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Applies an import in one transaction: all of it or nothing. A dry run does the same and takes it back. */
@Component
class ApplyImport {
    private static final java.util.Set<String> CUSTOMISED =
            java.util.Set.of("company", "person", "lead", "opportunity", "contract", "product", "competitor");
    /** So many rows are a set; fewer are looked up one by one. */
    private static final long MANY = 1_000;

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Workspaces workspaces;
    private final ChangeSets changeSets;
    private final ObjectProvider<ImportTarget> targets;
    private final Files files;
    private final ImportStore store;
    private final Rejects rejects;
    private final RecordTypes types;
    private final RecordsBatch batch;
    private final JsonMapper json;

    ApplyImport(
            DSLContext sql,
            TransactionTemplate transactions,
            Workspaces workspaces,
            ChangeSets changeSets,
            ObjectProvider<ImportTarget> targets,
            Files files,
            ImportStore store,
            Rejects rejects,
            RecordTypes types,
            RecordsBatch batch,
            JsonMapper json) {
        this.sql = sql;
        this.transactions = transactions;
        this.workspaces = workspaces;
        this.changeSets = changeSets;
        this.targets = targets;
        this.files = files;
        this.store = store;
        this.rejects = rejects;
        this.types = types;
        this.batch = batch;
        this.json = json;
    }

    /** @param progress told the rows read so far; may throw to stop, and then nothing has happened */
    ImportOutcome apply(Import what, boolean dry, Actor me, LongConsumer progress) {
        var kept = what.files().stream()
                .map(file -> new KeptTables.Kept(file.file(), file.name()))
                .toList();
        try (var tables = KeptTables.open(files, kept)) {
            return java.util.Objects.requireNonNull(transactions.execute(status -> {
                // A second run after a crash waits here for the first, and finds it done.
                var locked = store.lock(what.id());
                if (!dry && locked.isDone()) {
                    return locked.outcome();
                }
                var outcome = write(what, tables, dry, me, progress);
                if (dry) {
                    status.setRollbackOnly();
                } else {
                    store.applied(what.id(), outcome);
                }
                return outcome;
            }));
        }
    }

    private ImportOutcome write(Import what, KeptTables tables, boolean dry, Actor me, LongConsumer progress) {
        // Sets are sorted and hashed whole; one import at a time and connection needs this.
        sql.execute("set local work_mem = '64MB'");
        var changeSet = changeSets.open(me, "import", what.title());
        var staging = new Staging(sql);
        staging.open();
        var rows = stage(what.mapping(), tables, staging, changeSet, me, progress);
        staging.analyze();
        if (rows > MANY) {
            // The planner believes the shared tables as small as before the import, and would read one of them whole
            // for
            // each row of another. Without nested loops it reads each once, which is right for many rows anyway.
            sql.execute("set local enable_nestloop = off");
        }
        var applying = new Applying(
                sql, changeSet, me, what.options(), workspaces.settings().zone());
        var inOrder = targets.orderedStream().toList();
        // The last first: what a deal implies may imply something itself.
        inOrder.reversed().forEach(target -> target.derive(applying));
        staging.analyze();
        inOrder.forEach(target -> {
            target.write(applying);
            progress.accept(rows);
        });
        // Only what is this transaction's own: an analyze of what all share would keep their imports waiting until the
        // end.
        staging.analyze();
        index();
        var outcome = new StagedOutcome(
                        sql, inOrder.stream().map(ImportTarget::target).toList())
                .of(rows, changeSet);
        changeSets.count(changeSet, (int) outcome.created(), (int) outcome.updated(), 0);
        return dry || outcome.rejected() == 0 ? outcome : rejects.keep(outcome, tables.tables(), inOrder, me);
    }

    /** What is found by typing and by own fields follows the records. */
    private void index() {
        for (var type : types.all()) {
            if (CUSTOMISED.contains(type.id())) {
                var ids = DSL.select(DSL.field("s.record_id", UUID.class))
                        .from(DSL.sql("staged_" + type.id() + " s"))
                        .where(DSL.condition("s.action in ('create', 'update')"));
                batch.indexed(type, ids);
            }
        }
    }

    private long stage(
            Mapping mapping, KeptTables tables, Staging staging, UUID changeSet, Actor me, LongConsumer progress) {
        var settings = workspaces.settings();
        long before = 0;
        for (int i = 0; i < tables.tables().size(); i++) {
            var table = tables.tables().get(i);
            var file = mapping.of(table.name());
            if (file == null || file.record() == null) {
                continue;
            }
            var reader = new CellReader(
                    file,
                    table.header(),
                    settings.zone(),
                    settings.currency().getCurrencyCode(),
                    settings.country(),
                    customFields(file, changeSet, me),
                    json);
            long start = before;
            before += fill(i, file, table, reader, staging, read -> progress.accept(start + read));
        }
        return before;
    }

    private static long fill(
            int number, FileMapping file, Table table, CellReader reader, Staging staging, LongConsumer progress) {
        try (var rows = table.rows()) {
            return staging.fill(number, file, reader, rows, progress::accept);
        }
    }

    /** Makes the own fields that aren't there yet; the kind of one that is there decides how its values are read. */
    private Map<String, String> customFields(FileMapping file, UUID changeSet, Actor me) {
        var kinds = new HashMap<String, String>();
        var type = java.util.Objects.requireNonNull(file.record()).id();
        var wanted = new ArrayList<Use.CustomField>();
        file.columns().forEach(column -> {
            if (column.use() instanceof Use.CustomField use) {
                wanted.add(use);
            }
        });
        sql.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.RECORD_TYPE.eq(type))
                .and(CUSTOM_FIELD.DELETED_AT.isNull())
                .forEach(row -> kinds.put(row.getKey(), row.getKind()));
        if (!CUSTOMISED.contains(type)) {
            return kinds;
        }
        var missing =
                wanted.stream().filter(use -> !kinds.containsKey(use.key())).toList();
        if (!missing.isEmpty() && !me.administrator()) {
            throw new BadInput(
                    "mapping",
                    "import.fields-of-administrators",
                    missing.getFirst().label());
        }
        for (var use : missing) {
            if (kinds.putIfAbsent(use.key(), use.type()) == null) {
                sql.insertInto(CUSTOM_FIELD)
                        .set(CUSTOM_FIELD.RECORD_TYPE, type)
                        .set(CUSTOM_FIELD.KEY, use.key())
                        .set(CUSTOM_FIELD.LABEL, use.label())
                        .set(CUSTOM_FIELD.KIND, use.type())
                        .set(CUSTOM_FIELD.POSITION, kinds.size())
                        .set(CUSTOM_FIELD.FILTERING, kinds.size() > CustomFiltering.BY_ITSELF ? "off" : "on")
                        .set(CUSTOM_FIELD.CREATED_IN, changeSet)
                        .execute();
            }
        }
        return kinds;
    }
}
