package io.diabolo.records;

import static io.diabolo.jooq.Tables.CUSTOM_FIELD;
import static io.diabolo.jooq.Tables.CUSTOM_VALUE;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import io.diabolo.jooq.tables.records.CustomFieldRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Snapshot;
import java.text.Normalizer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The fields that a workspace added to its record types, and the typed rows that make their values found. */
@Service
public class CustomFields {
    static final List<String> KINDS =
            List.of("text", "number", "date", "choice", "multi_choice", "money", "reference", "boolean", "url");
    /** The table, and what its rows are called in change sets. */
    private static final String KIND = "custom_field";

    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final ObjectProvider<RecordType> types;
    private final Clock clock;

    CustomFields(DSLContext sql, ChangeSets changeSets, ObjectProvider<RecordType> types, Clock clock) {
        this.types = types;
        this.sql = sql;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** Adds a field as a command of its own, which can be undone. @throws BadInput naming what is wrong with it */
    @Transactional
    public CustomField add(
            RecordType type,
            String key,
            String label,
            String kind,
            List<String> choices,
            @Nullable String reference,
            Actor me) {
        me.mayAdminister();
        if (!key.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new BadInput("key", "problem.custom.key");
        }
        if (keys(type.id()).contains(key)) {
            throw new BadInput("key", "problem.custom.taken", key);
        }
        if (label.isBlank() || label.length() > 80) {
            throw new BadInput("label", "problem.custom.label");
        }
        if (!KINDS.contains(kind)) {
            throw new BadInput("kind", "problem.field.choice");
        }
        if (kind.endsWith("choice") && choices.isEmpty()) {
            throw new BadInput("choices", "problem.custom.choices");
        }
        var meant = reference == null || reference.isBlank() || !kind.equals("reference") ? null : reference;
        if (kind.equals("reference") && (meant == null || types.stream().noneMatch(one -> isMeant(one, meant)))) {
            throw new BadInput("reference", "problem.custom.reference");
        }
        var changeSet = changeSets.open(me, "custom-field.created", label.strip());
        var offered = kind.endsWith("choice") ? choices : List.<String>of();
        return create(type.id(), key, label.strip(), kind(kind), offered, meant, changeSet);
    }

    private static boolean isMeant(RecordType type, String id) {
        return type.id().equals(id) && !type.isReadOnly();
    }

    /** A free key made of a label: {@code chiffre_d_affaires}. */
    @Transactional(readOnly = true)
    public String proposedKey(RecordType type, String label) {
        var plain = Normalizer.normalize(label.strip(), Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        var words = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[^a-z]+|_+$", "");
        var key = words.isEmpty() ? "field" : words.substring(0, Math.min(58, words.length()));
        var taken = keys(type.id());
        var free = key;
        for (var next = 2; taken.contains(free); next++) {
            free = key + "_" + next;
        }
        return free;
    }

    /** Its key stays, so that files and programs still find it. */
    @Transactional
    public void rename(UUID id, String label, Actor me) {
        me.mayAdminister();
        if (label.isBlank() || label.length() > 80) {
            throw new BadInput("label", "problem.custom.label");
        }
        var old = inUse(id);
        if (old.getLabel().equals(label.strip())) {
            return;
        }
        sql.update(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.LABEL, label.strip())
                .set(CUSTOM_FIELD.VERSION, CUSTOM_FIELD.VERSION.plus(1))
                .where(CUSTOM_FIELD.ID.eq(id))
                .execute();
        var changeSet = changeSets.open(me, "custom-field.renamed", label.strip());
        changeSets.updated(changeSet, KIND, id, Map.of("label", old.getLabel()), Map.of("label", label.strip()));
    }

    /** What may be chosen from now on, in this order; records keep what they have, also what is offered no more. */
    @Transactional
    public void offer(UUID id, List<String> choices, Actor me) {
        me.mayAdminister();
        var old = inUse(id);
        var wanted = choices.stream()
                .map(String::strip)
                .filter(choice -> !choice.isEmpty())
                .distinct()
                .toList();
        var offers = old.getKind().endsWith("choice");
        if (offers ? wanted.isEmpty() : !wanted.isEmpty()) {
            throw new BadInput("choices", offers ? "problem.custom.choices" : "problem.custom.no-choices");
        }
        if (wanted.stream().anyMatch(choice -> choice.length() > 200)) {
            throw new BadInput("choices", "problem.field.too-long", 200);
        }
        var before = List.of(old.getChoices());
        if (before.equals(wanted)) {
            return;
        }
        sql.update(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.CHOICES, wanted.toArray(String[]::new))
                .set(CUSTOM_FIELD.VERSION, CUSTOM_FIELD.VERSION.plus(1))
                .where(CUSTOM_FIELD.ID.eq(id))
                .execute();
        changeSets.updated(
                changeSets.open(me, "custom-field.offered", old.getLabel()),
                KIND,
                id,
                Map.of("choices", before),
                Map.of("choices", wanted));
    }

    /** What a field holds, as it was chosen when the field was added. */
    public static String kindOf(CustomField field) {
        return stored(field.kind());
    }

    /** Out of use; the values stay in the records. */
    @Transactional
    public void retire(UUID id, Actor me) {
        me.mayAdminister();
        var old = inUse(id);
        sql.update(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.DELETED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .set(CUSTOM_FIELD.VERSION, CUSTOM_FIELD.VERSION.plus(1))
                .where(CUSTOM_FIELD.ID.eq(id))
                .execute();
        changeSets.deleted(changeSets.open(me, "custom-field.retired", old.getLabel()), KIND, id);
    }

    private CustomFieldRecord inUse(UUID id) {
        return sql.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.ID.eq(id))
                .and(CUSTOM_FIELD.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord(KIND, id));
    }

    /** Those of retired fields too: their values stay in the records, and an undo may bring the field back. */
    private List<String> keys(String type) {
        return sql.select(CUSTOM_FIELD.KEY)
                .from(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.RECORD_TYPE.eq(type))
                .fetch(CUSTOM_FIELD.KEY);
    }

    /** The fields in use of a record type, in the order in which they were added. */
    @Transactional(readOnly = true)
    public List<CustomField> of(String type) {
        return Snapshot.once(KIND, new FieldsOf(type), () -> read(type));
    }

    private record FieldsOf(String type) {}

    private List<CustomField> read(String type) {
        return sql.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.RECORD_TYPE.eq(type))
                .and(CUSTOM_FIELD.DELETED_AT.isNull())
                .orderBy(CUSTOM_FIELD.POSITION, CUSTOM_FIELD.ID)
                .fetch(row -> new CustomField(
                        row.getId(),
                        row.getRecordType(),
                        row.getKey(),
                        row.getLabel(),
                        kind(row.getKind()),
                        List.of(row.getChoices()),
                        row.getReference(),
                        row.getFiltering()));
    }

    /** Adds a field within a command; rights are the caller's. The key must be free. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CustomField create(String type, String key, String label, FieldKind kind, UUID changeSet) {
        return create(type, key, label, kind, List.of(), null, changeSet);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public CustomField create(
            String type,
            String key,
            String label,
            FieldKind kind,
            List<String> choices,
            @Nullable String reference,
            UUID changeSet) {
        UUID id = sql.insertInto(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.RECORD_TYPE, type)
                .set(CUSTOM_FIELD.KEY, key)
                .set(CUSTOM_FIELD.LABEL, label)
                .set(CUSTOM_FIELD.KIND, stored(kind))
                .set(CUSTOM_FIELD.CHOICES, choices.toArray(String[]::new))
                .set(CUSTOM_FIELD.REFERENCE, reference)
                .set(CUSTOM_FIELD.POSITION, of(type).size())
                .set(CUSTOM_FIELD.CREATED_IN, changeSet)
                .returningResult(CUSTOM_FIELD.ID)
                .fetchSingle()
                .value1();
        return new CustomField(id, type, key, label, kind, choices, reference, "on");
    }

    /**
     * Brings the typed rows of these records in line with their column {@code custom}; set-based, for any number. A value
     * that isn't of its field's kind gets no row.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void index(RecordType type, Select<Record1<UUID>> ids) {
        if (!RecordTypes.hasColumn(type, "custom")) {
            return;
        }
        sql.deleteFrom(CUSTOM_VALUE).where(CUSTOM_VALUE.RECORD_ID.in(ids)).execute();
        var open = sql.select(CUSTOM_FIELD.ID)
                .from(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.RECORD_TYPE.eq(type.id()))
                .and(CUSTOM_FIELD.DELETED_AT.isNull())
                .and(CUSTOM_FIELD.FILTERING.ne("off"))
                .fetch(CUSTOM_FIELD.ID);
        if (!open.isEmpty()) {
            fill(type, open, ids);
        }
    }

    /** Adds the typed rows of these fields that aren't there. */
    void fill(RecordType type, List<UUID> wanted, Select<Record1<UUID>> ids) {
        var fields = sql.select(CUSTOM_FIELD.ID, CUSTOM_FIELD.KEY, CUSTOM_FIELD.KIND)
                .from(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.ID.in(wanted))
                .fetch();
        // As arrays, so that the planner knows how many they are: it would take apart each record once for each field.
        sql.execute(sql(
                """
            insert into custom_value (field_id, record_id, text_key, number_value, date_value)
            select field_id, record_id,
                   case when kind = 'multi_choice' and jsonb_typeof(value) = 'array'
                             then left(fold('|' || (select string_agg(choice, '|') from jsonb_array_elements_text(value) choice) || '|'), 500)
                        when kind in ('text', 'choice', 'url', 'reference', 'boolean') then left(fold(value #>> '{}'), 500) end,
                   case when kind = 'number' and pg_input_is_valid(value #>> '{}', 'double precision') then (value #>> '{}')::float8
                        when kind = 'money' and pg_input_is_valid(value ->> 'value', 'double precision') then (value ->> 'value')::float8 end,
                   case when kind = 'date' and pg_input_is_valid(value #>> '{}', 'date') then (value #>> '{}')::date end
            from (select f.id as field_id, r.id as record_id, f.kind, own.value
                  from {0} r cross join lateral jsonb_each(r.custom) own
                  join unnest({2}::uuid[], {3}::text[], {4}::text[]) f (id, key, kind) on f.key = own.key
                  where r.id in ({1}) and r.custom <> '{}' and own.value <> 'null') given
            on conflict do nothing
            """,
                type.table(),
                ids,
                val(fields.getValues(CUSTOM_FIELD.ID).toArray(UUID[]::new)),
                val(fields.getValues(CUSTOM_FIELD.KEY).toArray(String[]::new)),
                val(fields.getValues(CUSTOM_FIELD.KIND).toArray(String[]::new))));
    }

    /** Deletes the fields that a change set added and of which no record has a value any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetUnused(UUID changeSet) {
        sql.execute("""
                delete from custom_field f
                where f.created_in = {0} and f.filtering = 'on'
                  and not exists (select from custom_value v where v.field_id = f.id)
                """, val(changeSet));
        // Closed ones have no typed rows: the records themselves are asked, once for all.
        var closed = sql.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.CREATED_IN.eq(changeSet))
                .and(CUSTOM_FIELD.FILTERING.ne("on"))
                .fetchGroups(CUSTOM_FIELD.RECORD_TYPE);
        types.stream()
                .filter(type -> closed.containsKey(type.id()))
                .forEach(type -> sql.execute("""
                delete from custom_field f
                where f.created_in = {0} and f.filtering <> 'on' and f.record_type = {1}
                  and f.key not in (select distinct own.key from {2} r cross join lateral jsonb_object_keys(r.custom) own(key))
                """, val(changeSet), val(type.id()), type.table()));
    }

    static FieldKind kind(String stored) {
        return switch (stored) {
            case "number" -> FieldKind.DECIMAL;
            default -> FieldKind.valueOf(stored.toUpperCase(Locale.ROOT));
        };
    }

    static String stored(FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL -> "number";
            case LONG_TEXT, EMAIL, PHONE, COUNTRY -> "text";
            default -> kind.id();
        };
    }
}
