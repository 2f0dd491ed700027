package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_STEP;

import io.diabolo.clocks.Calendars;
import io.diabolo.clocks.Clocks;
import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is done in an onboarding: steps. Whoever sees it may do so; the customer ticks what is theirs. */
@Service
class Onboardings {
    private static final int MOST_STEPS = 200;
    private final DSLContext sql;
    private final OnboardingStore store;
    private final OnboardingType type;
    private final OnboardingRules rules;
    private final Records records;
    private final ChangeSets changeSets;
    private final Calendars calendars;
    private final Clocks clocks;
    private final CustomerStages stages;
    private final AskInternally asking;
    private final Announcements announcements;
    private final Clock clock;

    Onboardings(
            DSLContext sql,
            OnboardingStore store,
            OnboardingType type,
            OnboardingRules rules,
            Records records,
            ChangeSets changeSets,
            Calendars calendars,
            Clocks clocks,
            CustomerStages stages,
            AskInternally asking,
            Announcements announcements,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.type = type;
        this.rules = rules;
        this.records = records;
        this.changeSets = changeSets;
        this.calendars = calendars;
        this.clocks = clocks;
        this.stages = stages;
        this.asking = asking;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** @param foreseen when each step will be done as it looks now, by its id */
    record Whole(
            OnboardingRecord onboarding,
            List<OnboardingStep> steps,
            Map<UUID, Schedule.Span> foreseen,
            List<OnboardingStore.Training> trainings,
            LocalDate today) {
        /** The go-live is said to be later than planned while there is still time. */
        long daysLate() {
            return Math.max(0, ChronoUnit.DAYS.between(onboarding.getGoLiveOn(), onboarding.getForeseenOn()));
        }

        LocalDate liveForeseen() {
            var span = foreseen.get(steps.getLast().id());
            return span == null ? onboarding.getForeseenOn() : span.to();
        }

        /** What keeps it from going live. */
        List<OnboardingStep> open() {
            return steps.stream()
                    .filter(step -> !step.isDone() && !isGoLive(step))
                    .toList();
        }

        /** The last milestone is done by going live. */
        boolean isGoLive(OnboardingStep step) {
            return step.isMilestone() && step.position() == steps.getLast().position();
        }

        boolean canBegin(OnboardingStep step) {
            return steps.stream().filter(one -> step.after().contains(one.id())).allMatch(OnboardingStep::isDone);
        }

        long done() {
            return steps.stream().filter(OnboardingStep::isDone).count();
        }

        /** Days from the signature to the first value for the customer; null until there was one. */
        @Nullable
        Long daysToValue() {
            var on = onboarding.getFirstValueOn();
            return on == null ? null : ChronoUnit.DAYS.between(onboarding.getSignedOn(), on);
        }
    }

    /** The answer to "this goes live". */
    sealed interface Live {
        record Done(UUID changeSet) implements Live {}

        record Already() implements Live {}

        record Open(List<OnboardingStep> steps) implements Live {}
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Whole get(UUID id, Actor me) {
        records.get(type, id, me);
        return whole(store.get(id));
    }

    @Transactional(readOnly = true)
    public Whole whole(OnboardingRecord onboarding) {
        var steps = store.steps(onboarding.getId());
        var today = rules.today();
        return new Whole(
                onboarding, steps, foreseen(steps, onboarding, today), store.trainings(onboarding.getId()), today);
    }

    private Map<UUID, Schedule.Span> foreseen(
            List<OnboardingStep> steps, OnboardingRecord onboarding, LocalDate today) {
        var zone = calendars.ofWorkspace();
        var done = new HashMap<UUID, LocalDate>();
        steps.forEach(step -> {
            var at = step.doneAt();
            if (at != null) {
                done.put(step.id(), LocalDate.ofInstant(at, zone.zone()));
            }
        });
        var items = steps.stream()
                .map(step -> new Schedule.Item(step.id(), step.days(), step.dueIn(), step.after()))
                .toList();
        return new Schedule(zone).foreseen(items, onboarding.getSignedOn(), done, today);
    }

    /** Ticks a step, or takes the tick away. Nothing happens where it is so already. */
    @Transactional
    public @Nullable UUID tick(UUID id, UUID step, boolean done, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        return tick(store.lock(id), step, done, me.name(), me);
    }

    /** @param by how whoever did it is called; a customer isn't a member */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable UUID tick(OnboardingRecord onboarding, UUID step, boolean done, String by, Actor me) {
        if (!onboarding.getState().equals("running")) {
            throw new BadInput("", "onboarding.fault.over");
        }
        var steps = store.steps(onboarding.getId());
        var one = find(steps, step);
        if (one.isDone() == done) {
            return null;
        }
        if (one.isMilestone() && one.position() == steps.getLast().position()) {
            throw new BadInput("", "onboarding.fault.go-live");
        }
        var changeSet = changeSets.open(
                me, done ? "onboarding.step-done" : "onboarding.step-open", onboarding.getName() + " · " + one.name());
        var now = now();
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("done_at", one.doneAt() == null ? null : utc(one.doneAt()));
        before.put("done_by", one.doneBy());
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("done_at", done ? now : null);
        after.put("done_by", done ? by : null);
        sql.update(ONBOARDING_STEP)
                .set(ONBOARDING_STEP.DONE_AT, done ? now : null)
                .set(ONBOARDING_STEP.DONE_BY, done ? by : null)
                .set(ONBOARDING_STEP.VERSION, ONBOARDING_STEP.VERSION.plus(1))
                .where(ONBOARDING_STEP.ID.eq(step))
                .execute();
        changeSets.updated(changeSet, "onboarding_step", step, before, after);
        look(onboarding, changeSet);
        return changeSet;
    }

    private static OnboardingStep find(List<OnboardingStep> steps, UUID id) {
        return steps.stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("step", id));
    }

    /** Looks again when it will go live. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void look(OnboardingRecord onboarding, UUID changeSet) {
        var steps = store.steps(onboarding.getId());
        var spans = foreseen(steps, onboarding, rules.today());
        var on = Objects.requireNonNull(spans.get(steps.getLast().id())).to();
        if (!on.equals(onboarding.getForeseenOn())) {
            changeSets.updated(
                    changeSet,
                    type.id(),
                    onboarding.getId(),
                    Map.of("foreseen_on", onboarding.getForeseenOn()),
                    Map.of("foreseen_on", on));
            sql.update(ONBOARDING)
                    .set(ONBOARDING.FORESEEN_ON, on)
                    .where(ONBOARDING.ID.eq(onboarding.getId()))
                    .execute();
        }
        asking.ask(onboarding);
        announcements.changed("onboarding-" + onboarding.getId());
    }

    /**
     * A step that no template has.
     *
     * @param days working days that it takes
     */
    record NewStep(String name, String side, @Nullable UUID after, int days) {}

    @Transactional
    public UUID add(UUID id, NewStep wanted, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        var onboarding = store.lock(id);
        var steps = store.steps(id);
        if (wanted.name().isBlank()) {
            throw new BadInput("name", "onboarding.fault.step");
        }
        if (wanted.days() < 0 || wanted.days() > 250) {
            throw new BadInput("days", "onboarding.fault.days");
        }
        if (steps.size() >= MOST_STEPS) {
            throw new BadInput("name", "onboarding.fault.many");
        }
        var after = wanted.after() == null
                ? List.<UUID>of()
                : List.of(find(steps, wanted.after()).id());
        var begin = wanted.after() == null
                ? rules.today()
                : find(steps, wanted.after()).dueOn();
        var last = steps.getLast();
        var changeSet = changeSets.open(me, "onboarding.step-added", onboarding.getName() + " · " + wanted.name());
        var row = sql.newRecord(ONBOARDING_STEP);
        row.setOnboardingId(id);
        row.setPosition(last.position());
        row.setKind("task");
        row.setSide(wanted.side().equals("customer") ? "customer" : "us");
        row.setOwnerId(wanted.side().equals("customer") ? null : me.member().value());
        row.setName(wanted.name());
        row.setAfterIds(after.toArray(UUID[]::new));
        row.setDays(wanted.days());
        row.setStartsOn(begin);
        row.setDueOn(new Schedule(calendars.ofWorkspace()).days(begin, wanted.days()));
        row.setCreatedIn(changeSet);
        row.insert();
        row.refresh();
        changeSets.created(changeSet, "onboarding_step", row.getId());
        // The go-live stays last, and waits for it.
        var all = new ArrayList<>(last.after());
        all.add(row.getId());
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("position", last.position());
        before.put("after_ids", last.after());
        sql.update(ONBOARDING_STEP)
                .set(ONBOARDING_STEP.POSITION, last.position() + 1)
                .set(ONBOARDING_STEP.AFTER_IDS, all.toArray(UUID[]::new))
                .where(ONBOARDING_STEP.ID.eq(last.id()))
                .execute();
        changeSets.updated(
                changeSet,
                "onboarding_step",
                last.id(),
                before,
                Map.of("position", last.position() + 1, "after_ids", all));
        look(onboarding, changeSet);
        return changeSet;
    }

    /** It is in use: nothing of it may be left open. The sale's journey goes on to live, and an AM is asked to take over. */
    @Transactional
    public Live goLive(UUID id, LocalDate on, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        var onboarding = store.lock(id);
        if (!onboarding.getState().equals("running")) {
            return new Live.Already();
        }
        var whole = whole(onboarding);
        if (!whole.open().isEmpty()) {
            return new Live.Open(whole.open());
        }
        if (on.isAfter(whole.today()) || on.isBefore(onboarding.getSignedOn())) {
            throw new BadInput("on", "onboarding.fault.live-on");
        }
        var changeSet = changeSets.open(me, "onboarding.live", onboarding.getName());
        var last = whole.steps().getLast();
        var at = atNoon(on, calendars.ofWorkspace().zone(), whole.today());
        sql.update(ONBOARDING_STEP)
                .set(ONBOARDING_STEP.DONE_AT, at)
                .set(ONBOARDING_STEP.DONE_BY, me.name())
                .where(ONBOARDING_STEP.ID.eq(last.id()))
                .execute();
        var open = new LinkedHashMap<String, @Nullable Object>();
        open.put("done_at", null);
        open.put("done_by", null);
        changeSets.updated(changeSet, "onboarding_step", last.id(), open, Map.of("done_at", at, "done_by", me.name()));
        write(onboarding, "live", on, changeSet);
        clocks.open("onboarding", id).forEach(one -> clocks.stop(one.id(), true, changeSet));
        stages.reached(onboarding, at.toInstant(), changeSet, me);
        return new Live.Done(changeSet);
    }

    private void write(OnboardingRecord onboarding, String state, @Nullable LocalDate live, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("state", onboarding.getState());
        before.put("live_on", onboarding.getLiveOn());
        before.put("foreseen_on", onboarding.getForeseenOn());
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("state", state);
        after.put("live_on", live);
        after.put("foreseen_on", live == null ? onboarding.getForeseenOn() : live);
        onboarding.setState(state);
        onboarding.setLiveOn(live);
        onboarding.setForeseenOn(live == null ? onboarding.getForeseenOn() : live);
        onboarding.setVersion(onboarding.getVersion() + 1);
        onboarding.update();
        changeSets.updated(changeSet, type.id(), onboarding.getId(), before, after);
    }

    private OffsetDateTime atNoon(LocalDate day, ZoneId zone, LocalDate today) {
        return day.equals(today) ? now() : utc(day.atTime(12, 0).atZone(zone).toInstant());
    }

    private OffsetDateTime now() {
        return utc(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
