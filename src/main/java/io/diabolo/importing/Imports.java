package io.diabolo.importing;

import io.diabolo.importing.ImportTask.Step;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Visibility;
import io.diabolo.records.Undo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Files in: kept, read, tried, applied as one change set, taken back; what is decided of them is {@link ImportDecisions}. */
@Service
public class Imports {
    private final ImportStore store;
    private final KeepUploads keepUploads;
    private final Jobs jobs;
    private final TransactionTemplate transactions;
    private final Undo undo;
    private final LikelyPairs likelyPairs;

    Imports(
            ImportStore store,
            KeepUploads keepUploads,
            Jobs jobs,
            TransactionTemplate transactions,
            Undo undo,
            LikelyPairs likelyPairs) {
        this.likelyPairs = likelyPairs;
        this.store = store;
        this.keepUploads = keepUploads;
        this.jobs = jobs;
        this.transactions = transactions;
        this.undo = undo;
    }

    /** A file as it comes in. */
    public record Upload(String name, InputStream bytes) {}

    /**
     * How far to go without asking.
     *
     * @param mapping given with the files, null for Diabolo's own proposal
     * @param yes take what is proposed and apply at once
     * @param dry with yes: try only
     * @param now in this thread, for the console; otherwise as a job
     */
    public record Order(@Nullable Mapping mapping, boolean yes, boolean dry, boolean now, ImportOptions options) {
        /** Read the files and propose; a person decides. */
        public static Order propose() {
            return new Order(null, false, false, false, ImportOptions.usual());
        }

        /** Take what is proposed, here and now. */
        public static Order yesNow() {
            return new Order(null, true, false, true, ImportOptions.usual());
        }

        public Order andDry() {
            return new Order(mapping, yes, true, now, options);
        }

        public Order with(Mapping other) {
            return new Order(other, yes, dry, now, options);
        }

        public Order with(ImportOptions others) {
            return new Order(mapping, yes, dry, now, others);
        }
    }

    /**
     * Keeps the files and begins to read them.
     *
     * @throws NotAllowed for who doesn't see all records: a match would tell
     * @throws BadInput when one of them isn't a table; then none is kept
     */
    public UUID upload(List<Upload> uploads, Order order, Actor me) {
        mayImport(me);
        if (uploads.isEmpty()) {
            throw new BadInput("file", "import.no-file");
        }
        var kept = keepUploads.keep(uploads, me);
        return submit(
                () -> new ImportTask(
                        store.create(me.member(), kept, order.options()),
                        Step.READ,
                        Map.of(),
                        order.mapping(),
                        order.yes(),
                        order.dry(),
                        me.origin().id()),
                order.now(),
                me);
    }

    static void mayImport(Actor me) {
        me.mayWrite();
        if (!(me.visibility() instanceof Visibility.All)) {
            throw new NotAllowed("import");
        }
    }

    /** What the work begins from and its job are there together, so that a crash leaves nothing that waits for ever. */
    private UUID submit(Supplier<ImportTask> begun, boolean now, Actor me) {
        var task = java.util.Objects.requireNonNull(transactions.execute(_ -> {
            var one = begun.get();
            if (!now) {
                store.job(one.id(), jobs.submit("import", store.find(one.id()).title(), one, me));
            }
            return one;
        }));
        if (now) {
            var title = java.util.Objects.requireNonNull(transactions.execute(_ -> store.find(task.id())))
                    .title();
            var job = jobs.runNow("import", title, task, me);
            transactions.executeWithoutResult(_ -> store.job(task.id(), job));
        }
        return task.id();
    }

    /** @throws io.diabolo.platform.NoSuchRecord when there is none in this workspace */
    @Transactional(readOnly = true)
    public Import find(UUID id, Actor me) {
        mayImportOrRead(me);
        return store.find(id);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Import> newest(Actor me) {
        mayImportOrRead(me);
        return store.newest(50);
    }

    private static void mayImportOrRead(Actor me) {
        if (!(me.visibility() instanceof Visibility.All)) {
            throw new NotAllowed("import");
        }
    }

    /** How far its job is; null when none was begun. */
    public Jobs.@Nullable Job job(Import what) {
        return what.job() == null ? null : jobs.find(what.job());
    }

    /** Tries it: what would be created, updated, rejected. */
    public void preview(UUID id, boolean now, Actor me) {
        begin(id, Step.PREVIEW, "previewing", now, me);
    }

    /** Applies it; questions that are open stop it. @throws BadInput while something must be answered */
    public void apply(UUID id, boolean now, Actor me) {
        begin(id, Step.APPLY, "applying", now, me);
    }

    private void begin(UUID id, Step step, String state, boolean now, Actor me) {
        mayImport(me);
        submit(
                () -> {
                    var what = store.open(id);
                    if (!what.questions().isEmpty()) {
                        throw new BadInput(
                                "", "import.unanswered", what.questions().size());
                    }
                    store.state(id, state, null);
                    return new ImportTask(
                            id, step, Map.of(), null, false, false, me.origin().id());
                },
                now,
                me);
    }

    /** Stops it: what is being written is taken back, what isn't applied yet won't be. */
    @Transactional
    public void cancel(UUID id, Actor me) {
        mayImport(me);
        var what = store.find(id);
        if (what.job() != null) {
            jobs.cancel(what.job());
        }
        if (what.isOpen()) {
            store.state(id, "cancelled", null);
        }
    }

    /** Takes back all that the import wrote; a large one as a job. */
    public Undo.Answer undo(UUID id, boolean now, Actor me) {
        mayImport(me);
        var what = java.util.Objects.requireNonNull(transactions.execute(_ -> store.find(id)));
        if (!what.isDone() || what.changeSet() == null) {
            throw new BadInput("", "import.not-done");
        }
        return now ? undo.reverseNow(what.changeSet(), me) : undo.reverse(what.changeSet(), me);
    }

    /** Which of its records may be the same as another; null when it brought none that are looked through for that. */
    LikelyPairs.@Nullable Found likelyPairs(Import what, Actor me) {
        return what.isDone()
                        && what.changeSet() != null
                        && what.outcome().counts().stream().anyMatch(Imports::hasDoubles)
                ? likelyPairs.of(what.changeSet(), me)
                : null;
    }

    private static boolean hasDoubles(ImportOutcome.Counts counts) {
        return LikelyPairs.LOOKED_THROUGH.contains(counts.target()) && counts.created() + counts.updated() > 0;
    }

    /** Whether a job is taking it back; what takes moments is done before one looks. */
    boolean isBeingTakenBack(Import what) {
        return what.isDone() && what.changeSet() != null && undo.isRunning(what.changeSet());
    }
}
