package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COACHING_SUBJECT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.coaching.CoachingNote.Subject;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** The calls and deals that coaching notes speak of. A reader is told of those alone that they may see anyhow. */
@Component
class CoachingSubjects {
    private static final int OFFERED = 15;
    private static final int MOST = 20;
    /** Of all notes of a page together. */
    private static final int READ = 500;

    private static final int LABEL = 120;
    private static final String DEAL = "opportunity";
    private static final String CALL = "activity";

    private final DSLContext sql;
    private final RecordTypes types;

    CoachingSubjects(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** What may be chosen: the member's deals that were touched last, and their last calls, as far as {@code me} sees them. */
    List<Subject> offered(MemberId member, Actor me) {
        var deals = deals(OPPORTUNITY.OWNER_ID.eq(member.value()), me);
        var calls = calls(ACTIVITY.OWNER_ID.eq(member.value()).and(ACTIVITY.KIND.in("call", "meeting")), me);
        return Stream.concat(deals.stream().limit(OFFERED), calls.stream().limit(OFFERED))
                .toList();
    }

    /** Replaces them. @throws BadInput for one that isn't there, or that {@code me} may not see */
    void keep(UUID note, List<String> wanted, Actor me) {
        var found = new LinkedHashMap<String, Subject>();
        for (var key : wanted.stream().distinct().limit(MOST).toList()) {
            found.put(key, subject(key, me));
        }
        // What the writer can't see was another's choice, and stays.
        var others = hidden(note, me);
        sql.deleteFrom(COACHING_SUBJECT)
                .where(COACHING_SUBJECT.NOTE_ID.eq(note))
                .execute();
        var position = (short) 0;
        for (var one : Stream.concat(found.values().stream(), others.stream()).toList()) {
            sql.insertInto(COACHING_SUBJECT)
                    .set(COACHING_SUBJECT.NOTE_ID, note)
                    .set(COACHING_SUBJECT.POSITION, position++)
                    .set(COACHING_SUBJECT.ACTIVITY_ID, one.type().equals(CALL) ? one.id() : null)
                    .set(COACHING_SUBJECT.OPPORTUNITY_ID, one.type().equals(DEAL) ? one.id() : null)
                    .execute();
        }
    }

    private Subject subject(String key, Actor me) {
        var parts = key.split("/", 2);
        try {
            var id = parts.length == 2 ? UUID.fromString(parts[1]) : new UUID(0, 0);
            var found = parts[0].equals(DEAL)
                    ? deals(OPPORTUNITY.ID.eq(id), me)
                    : parts[0].equals(CALL) ? calls(ACTIVITY.ID.eq(id), me) : List.<Subject>of();
            return found.stream().findFirst().orElseThrow(() -> new BadInput("about", "coaching.fault.about"));
        } catch (IllegalArgumentException _) {
            throw new BadInput("about", "coaching.fault.about");
        }
    }

    private List<Subject> hidden(UUID note, Actor me) {
        var seen = of(List.of(note), me).getOrDefault(note, List.of()).stream()
                .map(Subject::id)
                .toList();
        return sql
                .selectFrom(COACHING_SUBJECT)
                .where(COACHING_SUBJECT.NOTE_ID.eq(note))
                .orderBy(COACHING_SUBJECT.POSITION)
                .fetch(row -> row.getActivityId() == null
                        ? new Subject(DEAL, Objects.requireNonNull(row.getOpportunityId()), "", "")
                        : new Subject(CALL, row.getActivityId(), "", ""))
                .stream()
                .filter(one -> !seen.contains(one.id()))
                .toList();
    }

    /** Of these notes, as far as {@code me} sees them. */
    Map<UUID, List<Subject>> of(Collection<UUID> notes, Actor me) {
        if (notes.isEmpty()) {
            return Map.of();
        }
        var rows = sql.selectFrom(COACHING_SUBJECT)
                .where(COACHING_SUBJECT.NOTE_ID.in(notes))
                .orderBy(COACHING_SUBJECT.NOTE_ID, COACHING_SUBJECT.POSITION)
                .fetch();
        var seen = new HashMap<UUID, Subject>();
        var deals = rows.getValues(COACHING_SUBJECT.OPPORTUNITY_ID).stream()
                .filter(Objects::nonNull)
                .toList();
        var calls = rows.getValues(COACHING_SUBJECT.ACTIVITY_ID).stream()
                .filter(Objects::nonNull)
                .toList();
        if (!deals.isEmpty()) {
            deals(OPPORTUNITY.ID.in(deals), me).forEach(one -> seen.put(one.id(), one));
        }
        if (!calls.isEmpty()) {
            calls(ACTIVITY.ID.in(calls), me).forEach(one -> seen.put(one.id(), one));
        }
        var all = new HashMap<UUID, List<Subject>>();
        rows.forEach(row -> {
            var one = seen.get(row.getActivityId() == null ? row.getOpportunityId() : row.getActivityId());
            if (one != null) {
                all.computeIfAbsent(row.getNoteId(), _ -> new ArrayList<>()).add(one);
            }
        });
        return all;
    }

    private List<Subject> deals(Condition which, Actor me) {
        var type = type(DEAL);
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME)
                .from(type.from())
                .where(which)
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .orderBy(OPPORTUNITY.UPDATED_AT.desc(), OPPORTUNITY.ID.desc())
                .limit(READ)
                .fetch(row -> new Subject(DEAL, row.value1(), row.value2(), "/opportunities/" + row.value1()));
    }

    private List<Subject> calls(Condition which, Actor me) {
        var type = type(CALL);
        return sql.select(
                        ACTIVITY.ID,
                        ACTIVITY.KIND,
                        ACTIVITY.SUBJECT,
                        ACTIVITY.BODY,
                        ACTIVITY.OPPORTUNITY_ID,
                        ACTIVITY.LEAD_ID,
                        ACTIVITY.PERSON_ID,
                        ACTIVITY.COMPANY_ID)
                .from(type.from())
                .where(which)
                .and(ACTIVITY.COACHING_NOTE_ID.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .orderBy(ACTIVITY.AT.desc(), ACTIVITY.ID.desc())
                .limit(READ)
                .fetch(CoachingSubjects::call);
    }

    private static Subject call(Record row) {
        var id = row.get(ACTIVITY.ID);
        var subject = row.get(ACTIVITY.SUBJECT);
        var said = subject.isEmpty() ? row.get(ACTIVITY.BODY) : subject;
        var on = row.get(ACTIVITY.OPPORTUNITY_ID) != null
                ? "/opportunities/" + row.get(ACTIVITY.OPPORTUNITY_ID)
                : row.get(ACTIVITY.LEAD_ID) != null
                        ? "/leads/" + row.get(ACTIVITY.LEAD_ID)
                        : row.get(ACTIVITY.PERSON_ID) != null
                                ? "/people/" + row.get(ACTIVITY.PERSON_ID)
                                : "/companies/" + row.get(ACTIVITY.COMPANY_ID);
        return new Subject(CALL, id, said.substring(0, Math.min(LABEL, said.length())), on + "#activity-" + id);
    }

    private RecordType type(String id) {
        return types.byId(id).orElseThrow();
    }
}
