package io.diabolo.importing;

import io.diabolo.importing.mapping.Question;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.DatabaseTrouble;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceScope;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The job of an import: reads the kept files, tries, applies. After a crash it begins again from the kept files. */
@Component
class ImportWork implements Jobs.Work {
    /** From here on the planner is told at once; autovacuum would tell it within a minute or so. */
    private static final int MANY = 500;

    private final ImportStore store;
    private final ReadUpload readUpload;
    private final ApplyImport applyImport;
    private final TransactionTemplate transactions;
    private final DSLContext sql;
    private final Texts texts;

    ImportWork(
            ImportStore store,
            ReadUpload readUpload,
            ApplyImport applyImport,
            TransactionTemplate transactions,
            DSLContext sql,
            Texts texts) {
        this.store = store;
        this.readUpload = readUpload;
        this.applyImport = applyImport;
        this.transactions = transactions;
        this.sql = sql;
        this.texts = texts;
    }

    @Override
    public String kind() {
        return "import";
    }

    @Override
    public Object run(Jobs.Run run) {
        var task = run.input(ImportTask.class);
        var me = actor(run.member(), Origin.valueOf(task.origin().toUpperCase(Locale.ROOT)));
        try {
            step(task, run, me);
        } catch (Jobs.Cancelled cancelled) {
            state(task, "cancelled", null);
            throw cancelled;
        } catch (UnreadableUpload unreadable) {
            state(task, "failed", words(unreadable, me));
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            state(
                    task,
                    "failed",
                    texts.text(me.locale(), fault.key(), fault.args().toArray()));
        } catch (RuntimeException failed) {
            // Without its database the job is run again: nobody should read meanwhile that it failed.
            if (DatabaseTrouble.of(failed) == null) {
                state(task, "failed", texts.text(me.locale(), "import.failed"));
            }
            throw failed;
        }
        return Map.of("import", task.id());
    }

    private void step(ImportTask task, Jobs.Run run, Actor me) {
        if (isThrough(task)) {
            return;
        }
        switch (task.step()) {
            case READ -> {
                readUpload.read(task, me, done -> run.progress(done, 0));
                if (task.yes()) {
                    goOn(task, run, me);
                }
            }
            case PREVIEW -> preview(task, run, me);
            case APPLY -> apply(task, run, me);
        }
    }

    /** Takes what is proposed and goes on, unless something can't be answered by Diabolo. */
    private void goOn(ImportTask task, Jobs.Run run, Actor me) {
        var what = find(task);
        if (what.questions().stream().anyMatch(Question::mustBeAnswered)) {
            return;
        }
        if (task.dry()) {
            preview(task, run, me);
        } else {
            apply(task, run, me);
        }
    }

    /**
     * Whether this is the second run of a job whose first came through before the process died: what is done would be
     * applied again, and what a person has answered since would be asked again. What failed because the database went
     * away is tried again.
     */
    private boolean isThrough(ImportTask task) {
        var what = find(task);
        boolean over = what.isOver() && !what.state().equals("failed");
        return over || task.step() == ImportTask.Step.READ && !task.yes() && what.isOpen();
    }

    private void preview(ImportTask task, Jobs.Run run, Actor me) {
        state(task, "previewing", null);
        var what = find(task);
        var outcome = applyImport.apply(what, true, me, done -> run.progress(done, rows(what)));
        transactions.executeWithoutResult(_ -> store.previewed(task.id(), outcome));
    }

    private void apply(ImportTask task, Jobs.Run run, Actor me) {
        var before = find(task);
        state(task, "applying", null);
        var outcome = applyImport.apply(before, false, me, done -> run.progress(done, rows(before)));
        if (outcome.created() + outcome.updated() > MANY) {
            written(outcome).forEach(table -> transactions.executeWithoutResult(_ -> store.analyze(table)));
        }
        run.progress(rows(before), rows(before));
    }

    /** The tables that got many rows. */
    private static Stream<String> written(ImportOutcome outcome) {
        var records = outcome.counts().stream()
                .filter(each -> each.created() + each.updated() > MANY)
                .map(ImportOutcome.Counts::target);
        var around = Stream.of("person_position", "journey", "journey_entry", "custom_value", "search_entry", "change");
        return Stream.concat(records, around);
    }

    private static long rows(Import what) {
        return what.files().stream()
                .flatMap(file -> file.tables().stream())
                .mapToLong(Import.Look::rows)
                .sum();
    }

    private Import find(ImportTask task) {
        return Objects.requireNonNull(transactions.execute(_ -> store.find(task.id())));
    }

    private void state(ImportTask task, String state, @org.jspecify.annotations.Nullable String error) {
        transactions.executeWithoutResult(_ -> {
            if (!store.lock(task.id()).isDone()) {
                store.state(task.id(), state, error);
            }
        });
    }

    private String words(UnreadableUpload unreadable, Actor me) {
        return texts.text(
                me.locale(),
                "import.unreadable",
                unreadable.file(),
                texts.text(me.locale(), unreadable.key(), unreadable.args().toArray()));
    }

    /** Rights were checked when the work was asked for. */
    private Actor actor(MemberId id, Origin origin) {
        var row = Objects.requireNonNull(transactions.execute(_ ->
                sql.fetchSingle("select name, administrator, locale, time_zone from member where id = ?", id.value())));
        return new Actor(
                Objects.requireNonNull(WorkspaceScope.workspace()),
                id,
                row.get(0, String.class),
                Set.of(),
                row.get(1, Boolean.class),
                new Visibility.All(),
                Scope.WRITE,
                origin,
                locale(row.get(2, String.class), origin),
                ZoneId.of(row.get(3, String.class)));
    }

    /** Who sits at the console reads its language. */
    private static Locale locale(String member, Origin origin) {
        var language = origin == Origin.CONSOLE ? Locale.getDefault().getLanguage() : member;
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }
}
