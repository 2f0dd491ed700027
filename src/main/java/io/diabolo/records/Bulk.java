package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One edit of many records: those chosen, or all that match a list. It is one change set, taken back as a whole. */
@Service
public class Bulk {
    /** Above this many records it is a job. */
    static final int AT_ONCE = 2_000;

    private final Lists lists;
    private final RecordTypes types;
    private final BulkWriter writer;
    private final ChangeSets changeSets;
    private final Jobs jobs;
    private final Texts texts;

    Bulk(Lists lists, RecordTypes types, BulkWriter writer, ChangeSets changeSets, Jobs jobs, Texts texts) {
        this.lists = lists;
        this.types = types;
        this.writer = writer;
        this.changeSets = changeSets;
        this.jobs = jobs;
        this.texts = texts;
    }

    /**
     * What is to be done to which records; kept as a job's input when they are many.
     *
     * @param ids those chosen; empty: all that match the parameters
     * @param count how many the member was told they are; if there are others by now, nothing is done
     * @param field what to change; null: several, or where those are null too, deletes
     * @param several values by field name
     * @param origin through what a job was asked for; null: a page
     */
    public record Wanted(
            String plural,
            List<UUID> ids,
            Map<String, String> parameters,
            long count,
            @Nullable String field,
            @Nullable Object value,
            @Nullable Map<String, @Nullable Object> several,
            @Nullable Origin origin) {
        public Wanted(
                String plural,
                List<UUID> ids,
                Map<String, String> parameters,
                long count,
                @Nullable String field,
                @Nullable Object value) {
            this(plural, ids, parameters, count, field, value, null, null);
        }

        boolean deletes() {
            return field == null && several == null;
        }

        /** By field name; none when it deletes. */
        Map<String, @Nullable Object> values() {
            if (field != null) {
                return Collections.singletonMap(field, value);
            }
            return several == null ? Map.of() : several;
        }

        Wanted through(Origin by) {
            return new Wanted(plural, ids, parameters, count, field, value, several, by);
        }
    }

    /** The answer to a bulk edit. */
    public sealed interface Answer {
        record Done(UUID changeSet, long records) implements Answer {}

        record Begun(UUID job) implements Answer {}

        /** There are more or fewer than the member was told: nothing was done. */
        record Differs(long now) implements Answer {}
    }

    /** How many of those meant there are that can be seen. */
    @Transactional(readOnly = true)
    public long count(Wanted wanted, Actor me) {
        var type = types.byPlural(wanted.plural());
        Records.mayWrite(type, me);
        return lists.count(query(type, wanted, me), wanted.ids(), me);
    }

    @Transactional
    public Answer run(Wanted wanted, Actor me) {
        var type = types.byPlural(wanted.plural());
        Records.mayWrite(type, me);
        fields(type, wanted);
        var query = query(type, wanted, me);
        var count =
                wanted.ids().isEmpty() ? lists.count(query, me) : wanted.ids().size();
        if (count != wanted.count()) {
            return new Answer.Differs(count);
        }
        if (count <= AT_ONCE) {
            return runNow(wanted, me);
        }
        // A job would only fail of it, when nobody looks any more.
        writer.check(type, wanted.values(), me);
        return new Answer.Begun(jobs.submit(BulkWork.KIND, type.id(), wanted.through(me.origin()), me));
    }

    /** In this transaction, however many they are. @return Done or Differs */
    @Transactional
    public Answer runNow(Wanted wanted, Actor me) {
        var type = types.byPlural(wanted.plural());
        Records.mayWrite(type, me);
        var fields = fields(type, wanted);
        var query = query(type, wanted, me);
        var ids = lists.chosen(query, wanted.ids(), me);
        writer.lock(type, ids);
        // Somebody may have written since the member was told, or while the lock was waited for.
        var now = wanted.ids().isEmpty() ? lists.count(query, me) : wanted.count();
        if (now != wanted.count()) {
            return new Answer.Differs(now);
        }
        var changeSet = changeSets.open(
                me, type.id() + (wanted.deletes() ? ".bulk-deleted" : ".bulk-updated"), title(type, fields, me));
        return new Answer.Done(changeSet, write(type, fields, wanted, ids, changeSet, me));
    }

    private long write(
            RecordType type,
            List<ListField> fields,
            Wanted wanted,
            Select<Record1<UUID>> ids,
            UUID changeSet,
            Actor me) {
        if (wanted.deletes()) {
            return writer.delete(type, ids, changeSet, me);
        }
        return wanted.field() == null
                ? writer.edit(type, wanted.values(), ids, changeSet, me)
                : writer.edit(fields.getFirst(), wanted.value(), ids, changeSet, me);
    }

    private String title(RecordType type, List<ListField> fields, Actor me) {
        var many = texts.text(me.locale(), "records." + type.id() + ".many");
        var labels =
                fields.stream().map(field -> field.label(texts, me.locale())).toList();
        return labels.isEmpty() ? many : many + " · " + String.join(", ", labels);
    }

    private List<ListField> fields(RecordType type, Wanted wanted) {
        var all = types.fields(type);
        return wanted.values().keySet().stream().map(name -> field(all, name)).toList();
    }

    private static ListField field(List<ListField> all, String name) {
        var field = all.stream()
                .filter(one -> one.name().equals(name) || one.apiName().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput(name, "problem.field.unknown", name));
        if (!field.is(Use.EDIT)) {
            throw new BadInput(name, "problem.field.computed");
        }
        if (!field.is(Use.BULK)) {
            throw new BadInput(name, "problem.bulk.field", name);
        }
        return field;
    }

    private ListQuery query(RecordType type, Wanted wanted, Actor me) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (wanted.ids().isEmpty()) {
            wanted.parameters().forEach((name, value) -> parameters.put(name, new ArrayList<>(List.of(value))));
        }
        parameters.remove("cursor");
        return lists.parse(type, parameters, me);
    }

    /** What stands in an address; of a repeated filter all values, as the list itself takes them, of other names the last. */
    public static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        ListAddress.read(query)
                .forEach((name, values) ->
                        parameters.put(name, ClauseReader.reads(name) ? String.join(",", values) : values.getLast()));
        return parameters;
    }
}
