package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.AUTOMATION_INBOX;
import static io.diabolo.jooq.Tables.CHANGE_SET;

import io.diabolo.jooq.tables.records.AutomationInboxRecord;
import io.diabolo.records.RecordTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what happened to the automations that wait for it. The note of it goes in the transaction in which the runs come: there is
 * always one of them, and never both.
 */
@Component
class TakeEvents {
    private static final int AT_ONCE = 200;
    /** A command that wrote more records is read in parts. */
    private static final int LARGE = 1_000;

    private final DSLContext sql;
    private final Automations automations;
    private final Occurrences occurrences;
    private final Causes causes;
    private final Judge judge;
    private final Keepers keepers;
    private final RecordTypes types;

    TakeEvents(
            DSLContext sql,
            Automations automations,
            Occurrences occurrences,
            Causes causes,
            Judge judge,
            Keepers keepers,
            RecordTypes types) {
        this.sql = sql;
        this.automations = automations;
        this.occurrences = occurrences;
        this.causes = causes;
        this.judge = judge;
        this.keepers = keepers;
        this.types = types;
    }

    /** One part of what lies there. @return whether there may be more */
    @Transactional
    public boolean some(Instant now) {
        var noted = sql.selectFrom(AUTOMATION_INBOX)
                .orderBy(AUTOMATION_INBOX.ID)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (noted.isEmpty()) {
            return false;
        }
        var waiting = automations.on(AUTOMATION.BEGINS.eq("event"));
        var large = waiting.isEmpty() ? null : large(noted);
        if (large == null) {
            give(waiting, read(waiting, noted), now);
            forget(noted.map(AutomationInboxRecord::getId));
        } else {
            part(waiting, large, now);
        }
        return true;
    }

    private void forget(List<UUID> ids) {
        sql.deleteFrom(AUTOMATION_INBOX).where(AUTOMATION_INBOX.ID.in(ids)).execute();
    }

    /** The first command that wrote many records. */
    private @Nullable AutomationInboxRecord large(List<AutomationInboxRecord> noted) {
        var sets = Set.copyOf(sql.select(CHANGE_SET.ID)
                .from(CHANGE_SET)
                .where(CHANGE_SET.ID.in(sets(noted)))
                .and(CHANGE_SET.CREATED.plus(CHANGE_SET.UPDATED).gt(LARGE))
                .fetch(row -> row.value1()));
        return noted.stream()
                .filter(one -> one.getEvent() == null && sets.contains(one.getChangeSetId()))
                .findFirst()
                .orElse(null);
    }

    private static List<UUID> sets(List<AutomationInboxRecord> noted) {
        return noted.stream()
                .filter(one -> one.getEvent() == null)
                .map(AutomationInboxRecord::getChangeSetId)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Occurrence> read(List<Automation> waiting, List<AutomationInboxRecord> noted) {
        var all = new ArrayList<Occurrence>();
        var sets = sets(noted);
        if (!sets.isEmpty()) {
            for (var asked : asked(waiting)) {
                all.addAll(occurrences
                        .of(asked.event(), asked.type(), sets, null, Integer.MAX_VALUE)
                        .all());
            }
        }
        for (var one : noted) {
            if (one.getEvent() != null && one.getRecordType() != null && one.getRecordId() != null) {
                all.add(new Occurrence(
                        one.getKey(),
                        one.getEvent(),
                        one.getRecordType(),
                        one.getRecordId(),
                        one.getDetail(),
                        Set.of(),
                        one.getAt().toInstant(),
                        one.getChangeSetId(),
                        false));
            }
        }
        return all;
    }

    private record Asked(String event, String type) {}

    /** What of change sets anybody waits for. */
    private static Set<Asked> asked(List<Automation> waiting) {
        var all = new HashSet<Asked>();
        for (var one : waiting) {
            var event = one.plan().trigger().event();
            if (event.equals("created") || event.equals("changed") || event.equals("stage")) {
                all.add(new Asked(event, one.plan().recordType()));
            }
        }
        return all;
    }

    /** The next records of a large command: as far as all that was asked of it was read. */
    private void part(List<Automation> waiting, AutomationInboxRecord note, Instant now) {
        var set = List.of(Objects.requireNonNull(note.getChangeSetId()));
        var all = new ArrayList<Occurrence>();
        UUID further = null;
        for (var asked : asked(waiting)) {
            var part = occurrences.of(asked.event(), asked.type(), set, note.getFromRecord(), LARGE);
            all.addAll(part.all());
            if (part.further() != null && (further == null || isBefore(part.further(), further))) {
                further = part.further();
            }
        }
        var until = further;
        all.removeIf(one -> until != null && isBefore(until, one.record()));
        give(waiting, all, now);
        if (further == null) {
            forget(List.of(note.getId()));
        } else {
            note.setFromRecord(further);
            note.update();
        }
    }

    /** As the database orders them. */
    private static boolean isBefore(UUID one, UUID other) {
        var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
                ? high < 0
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) < 0;
    }

    private void give(List<Automation> waiting, List<Occurrence> all, Instant now) {
        var known = causes.of(all.stream()
                .map(Occurrence::changeSet)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        for (var automation : waiting) {
            var columns = columns(automation.plan());
            if (columns.isEmpty() && isForFields(automation.plan().trigger())) {
                // All that it waits for were retired.
                keepers.stop(automation, Keepers.NO_FIELD);
                continue;
            }
            var found = new ArrayList<Runs.Found>();
            for (var one : all) {
                if (concerns(automation.plan(), columns, one) && isSince(automation, one)) {
                    var cause = one.changeSet() == null ? null : known.get(one.changeSet());
                    found.add(new Runs.Found(
                            one, cause == null ? null : cause.run(), cause == null ? 0 : cause.depth() + 1));
                }
            }
            judge.take(automation, found, now);
        }
    }

    private static boolean isSince(Automation automation, Occurrence one) {
        var since = automation.onSince();
        return since == null || !one.at().isBefore(since.minusSeconds(1));
    }

    /** The columns of the fields that an automation waits for. */
    Set<String> columns(Plan plan) {
        var type = types.byId(plan.recordType()).orElseThrow();
        var by = new HashMap<String, Set<String>>();
        for (var field : types.fields(type)) {
            var currency = field.field().currency();
            by.put(
                    field.name(),
                    field.custom() != null
                            ? Set.of(field.name())
                            : currency == null
                                    ? Set.of(field.field().column().getName())
                                    : Set.of(field.field().column().getName(), currency.getName()));
        }
        var all = new HashSet<String>();
        plan.trigger().fields().forEach(name -> all.addAll(by.getOrDefault(name, Set.of())));
        return all;
    }

    private static boolean isForFields(Trigger trigger) {
        return trigger.event().equals("changed") && !trigger.fields().isEmpty();
    }

    /** Whether it is what the plan waits for. */
    static boolean concerns(Plan plan, Set<String> columns, Occurrence one) {
        var trigger = plan.trigger();
        return trigger.event().equals(one.event())
                && plan.recordType().equals(one.recordType())
                && (plan.imports() || !one.imported())
                && (trigger.detail().isEmpty() || trigger.detail().equals(one.detail()))
                && (!isForFields(trigger) || one.columns().stream().anyMatch(columns::contains));
    }
}
