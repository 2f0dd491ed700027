package io.diabolo.sequences;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Leads in sequences: taken in, paused, stopped, their tasks done. Rights are checked here, so page, API and job agree. */
@Service
public class Enrollments {
    /** Above this many leads it is a job. */
    static final int AT_ONCE = 200;

    private static final int LOOKED = 1_000;
    private static final int NAMED = 50;
    private static final Set<String> OUTCOMES =
            Set.of("done", "reached", "no_answer", "voicemail", "busy", "wrong_number");
    private final Sequences sequences;
    private final Enrolling enrolling;
    private final ChosenLeads chosen;
    private final EnrollmentStore store;
    private final Ending ending;
    private final ManualSteps manual;
    private final ChangeSets changeSets;
    private final Jobs jobs;

    Enrollments(
            Sequences sequences,
            Enrolling enrolling,
            ChosenLeads chosen,
            EnrollmentStore store,
            Ending ending,
            ManualSteps manual,
            ChangeSets changeSets,
            Jobs jobs) {
        this.sequences = sequences;
        this.enrolling = enrolling;
        this.chosen = chosen;
        this.store = store;
        this.ending = ending;
        this.manual = manual;
        this.changeSets = changeSets;
        this.jobs = jobs;
    }

    /** These leads, from {@code me}'s mailbox. @throws BadInput unless the sequence is active */
    @Transactional
    public Enrolled enroll(UUID sequence, List<UUID> leads, Actor me) {
        return enroll(sequence, ChosenLeads.Choice.of(leads), false, me);
    }

    /** Those of a target list. */
    @Transactional
    public Enrolled enrollList(UUID sequence, UUID targetList, Actor me) {
        return enroll(sequence, new ChosenLeads.Choice(List.of(), null, targetList), false, me);
    }

    @Transactional
    Enrolled enroll(UUID id, ChosenLeads.Choice choice, boolean leadOwners, Actor me) {
        me.mayWrite();
        refuseForOthers(leadOwners, me);
        var sequence = active(id);
        var leads = chosen.ids(choice, me);
        if (leads.isEmpty()) {
            throw new BadInput("leads", "enrollment.fault.none");
        }
        var changeSet = changeSets.open(me, "enrollment.created", sequence.name());
        if (leads.size() > AT_ONCE) {
            return new Enrolled.Begun(jobs.submit(
                    EnrollWork.KIND,
                    sequence.name(),
                    new EnrollWork.Wanted(id, choice, leadOwners, changeSet, me.origin()),
                    me));
        }
        var outcome = enrolling.take(new Enrolling.Asked(sequence, leadOwners, changeSet, me), leads);
        return new Enrolled.Done(
                changeSet,
                outcome.taken().size(),
                EnrollWork.counted(outcome.left().values()));
    }

    /** Who would be enrolled, and who not and why; nothing is written. */
    @Transactional(readOnly = true)
    Enrolled.Look look(UUID id, ChosenLeads.Choice choice, boolean leadOwners, Actor me) {
        me.mayWrite();
        refuseForOthers(leadOwners, me);
        var asked = new Enrolling.Asked(sequences.find(id), leadOwners, null, me);
        var leads = chosen.ids(choice, me);
        var left = new LinkedHashMap<UUID, Enrolling.Left>();
        var taken = 0L;
        for (var from = 0; from < leads.size(); from += LOOKED) {
            var some = enrolling.look(asked, leads.subList(from, Math.min(leads.size(), from + LOOKED)));
            left.putAll(some.left());
            taken += some.taken().size();
        }
        var named = new ArrayList<Enrolled.Named>();
        left.entrySet().stream()
                .limit(NAMED)
                .forEach(one -> named.add(new Enrolled.Named(
                        one.getKey(), one.getValue().name(), one.getValue().why())));
        return new Enrolled.Look(leads.size(), taken, EnrollWork.counted(left.values()), named);
    }

    /** Nobody's mailbox writes because a colleague says so. */
    private static void refuseForOthers(boolean leadOwners, Actor me) {
        if (leadOwners && !Sequences.maySendForOthers(me)) {
            throw new NotAllowed("sending");
        }
    }

    private Sequence active(UUID id) {
        var sequence = sequences.find(id);
        if (!sequence.isActive()) {
            throw new BadInput("sequence", "enrollment.fault.inactive");
        }
        return sequence;
    }

    /** Stands still until it is resumed; a mail that waits in the outbox is taken back until then. */
    @Transactional
    public void pause(UUID id, Actor me) {
        var run = lock(id, me);
        if (run.getState().equals("running")) {
            changed(run, "paused", me);
            ending.rewind(run, sequences.steps(run.getSequenceId(), run.getNumber()));
            run.setState("paused");
            run.setReason(EndReason.BY_HAND.id());
            run.setHeldDue(run.getDue());
            run.setDue(null);
            ending.save(run);
        }
    }

    /** Goes on from where it stood. */
    @Transactional
    public void resume(UUID id, Actor me) {
        var run = lock(id, me);
        if (run.getState().equals("paused")) {
            changed(run, "running", me);
            var held = run.getHeldDue();
            var due = run.getWaiting() ? null : held == null ? ending.now() : held;
            run.setState("running");
            run.setReason(null);
            // While the whole sequence stands still, so does this one.
            var active = sequences.find(run.getSequenceId()).isActive();
            run.setDue(active ? due : null);
            run.setHeldDue(active ? null : due);
            ending.save(run);
        }
    }

    @Transactional
    public void stop(UUID id, Actor me) {
        var run = lock(id, me);
        if (run.getState().equals("running") || run.getState().equals("paused")) {
            changed(run, "stopped", me);
            ending.stop(run, EndReason.BY_HAND);
        }
    }

    /**
     * The task that the run waits for is done.
     *
     * @param outcome {@code done}, or of a call how it ended
     * @throws BadInput when it waits for none
     */
    @Transactional
    public void done(UUID id, String outcome, Actor me) {
        if (!OUTCOMES.contains(outcome)) {
            throw new BadInput("outcome", "problem.field.choice");
        }
        goOn(id, "done", outcome, me);
    }

    /** The task isn't done, and the run goes on without. */
    @Transactional
    public void skip(UUID id, Actor me) {
        goOn(id, "skipped", "skipped", me);
    }

    private void goOn(UUID id, String state, String outcome, Actor me) {
        var run = lock(id, me);
        if (manual.open(run) == null) {
            throw new BadInput("", "enrollment.fault.no-task");
        }
        var changeSet = changeSets.open(me, "enrollment.updated", store.name(run));
        changeSets.updated(changeSet, "enrollment", id, Map.of("waiting", true), Map.of("waiting", false));
        manual.settle(run, state, outcome, null);
    }

    private EnrollmentRecord lock(UUID id, Actor me) {
        me.mayWrite();
        var run = store.lock(id, me);
        if (run == null) {
            throw new NoSuchRecord("enrollment", id);
        }
        return run;
    }

    private void changed(EnrollmentRecord run, String state, Actor me) {
        var changeSet = changeSets.open(me, "enrollment.updated", store.name(run));
        changeSets.updated(
                changeSet, "enrollment", run.getId(), Map.of("state", run.getState()), Map.of("state", state));
    }
}
