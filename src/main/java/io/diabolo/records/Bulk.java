package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordField.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
     * @param field what to change; null deletes
     */
    public record Wanted(
            String plural,
            List<UUID> ids,
            Map<String, String> parameters,
            long count,
            @Nullable String field,
            @Nullable Object value) {}

    /** The answer to a bulk edit. */
    public sealed interface Answer {
        record Done(UUID changeSet, long records) implements Answer {}

        record Begun(UUID job) implements Answer {}

        /** There are more or fewer than the member was told: nothing was done. */
        record Differs(long now) implements Answer {}
    }

    @Transactional
    public Answer run(Wanted wanted, Actor me) {
        var type = types.byPlural(wanted.plural());
        Records.mayWrite(type, me);
        field(type, wanted);
        var query = query(type, wanted, me);
        var count =
                wanted.ids().isEmpty() ? lists.count(query, me) : wanted.ids().size();
        if (count != wanted.count()) {
            return new Answer.Differs(count);
        }
        return count > AT_ONCE
                ? new Answer.Begun(jobs.submit(BulkWork.KIND, type.id(), wanted, me))
                : runNow(wanted, me);
    }

    /** In this transaction, however many they are. @return Done or Differs */
    @Transactional
    public Answer runNow(Wanted wanted, Actor me) {
        var type = types.byPlural(wanted.plural());
        Records.mayWrite(type, me);
        var field = field(type, wanted);
        var query = query(type, wanted, me);
        var ids = lists.chosen(query, wanted.ids(), me);
        writer.lock(type, ids);
        // Somebody may have written since the member was told, or while the lock was waited for.
        var now = wanted.ids().isEmpty() ? lists.count(query, me) : wanted.count();
        if (now != wanted.count()) {
            return new Answer.Differs(now);
        }
        var changeSet = changeSets.open(
                me, type.id() + (field == null ? ".bulk-deleted" : ".bulk-updated"), title(type, field, me));
        var records = field == null
                ? writer.delete(type, ids, changeSet, me)
                : writer.edit(field, wanted.value(), ids, changeSet, me);
        return new Answer.Done(changeSet, records);
    }

    private String title(RecordType type, @Nullable ListField field, Actor me) {
        var many = texts.text(me.locale(), "records." + type.id() + ".many");
        return field == null ? many : many + " · " + field.label(texts, me.locale());
    }

    private @Nullable ListField field(RecordType type, Wanted wanted) {
        var name = wanted.field();
        if (name == null) {
            return null;
        }
        return types.fields(type).stream()
                .filter(field -> field.name().equals(name) || field.apiName().equals(name))
                .filter(field -> field.is(Use.BULK) && field.is(Use.EDIT))
                .findFirst()
                .orElseThrow(() -> new BadInput("field", "problem.field.unknown", name));
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
