package io.diabolo.records;

import static io.diabolo.jooq.Tables.CUSTOM_FIELD;
import static io.diabolo.jooq.Tables.CUSTOM_VALUE;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The fields that a workspace added to its record types, and the typed rows that make their values found. */
@Service
public class CustomFields {
    private final DSLContext sql;

    CustomFields(DSLContext sql) {
        this.sql = sql;
    }

    /** The fields in use of a record type, in the order in which they were added. */
    @Transactional(readOnly = true)
    public List<CustomField> of(String type) {
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
                        row.getReference()));
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
            @org.jspecify.annotations.Nullable String reference,
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
        return new CustomField(id, type, key, label, kind, choices, reference);
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
        if (of(type.id()).isEmpty()) {
            return;
        }
        sql.execute(sql("""
            insert into custom_value (field_id, record_id, text_key, number_value, date_value)
            select field_id, record_id,
                   case when kind = 'multi_choice' and jsonb_typeof(value) = 'array'
                             then fold('|' || (select string_agg(choice, '|') from jsonb_array_elements_text(value) choice) || '|')
                        when kind in ('text', 'choice', 'url', 'reference', 'boolean') then fold(value #>> '{}') end,
                   case when kind = 'number' and pg_input_is_valid(value #>> '{}', 'double precision') then (value #>> '{}')::float8
                        when kind = 'money' and pg_input_is_valid(value ->> 'value', 'double precision') then (value ->> 'value')::float8 end,
                   case when kind = 'date' and pg_input_is_valid(value #>> '{}', 'date') then (value #>> '{}')::date end
            from (select f.id as field_id, r.id as record_id, f.kind, r.custom -> f.key as value
                  from {0} r cross join custom_field f
                  where r.id in ({1}) and r.custom <> '{}' and f.record_type = {2} and f.deleted_at is null
                    and r.custom -> f.key is not null and r.custom -> f.key <> 'null') given
            """, type.table(), ids, val(type.id())));
    }

    static FieldKind kind(String stored) {
        return switch (stored) {
            case "number" -> FieldKind.DECIMAL;
            default -> FieldKind.valueOf(stored.toUpperCase(java.util.Locale.ROOT));
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
