package io.diabolo.records;

import io.diabolo.platform.BadInput.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record about to be written: the fields given, as typed values, before and after the type's own rules. */
public final class Draft {
    private final UUID changeSet;
    private final @Nullable UUID id;
    private final Map<String, @Nullable Object> existing;
    private final Map<String, @Nullable Object> values;
    private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> extras = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    Draft(
            UUID changeSet,
            @Nullable UUID id,
            Map<String, @Nullable Object> existing,
            Map<String, @Nullable Object> values) {
        this.changeSet = changeSet;
        this.id = id;
        this.existing = Map.copyOf(withoutNulls(existing));
        this.values = new LinkedHashMap<>(values);
    }

    /** The change set under which consequences (a person made for a lead) are written too. */
    public UUID changeSet() {
        return changeSet;
    }

    public boolean isNew() {
        return id == null;
    }

    /** The record's id when it exists already. */
    public @Nullable UUID id() {
        return id;
    }

    /** Whether the command gives this field, be it empty. */
    public boolean gives(String field) {
        return values.containsKey(field);
    }

    /** The value given, else the one the record has. */
    public @Nullable Object value(String field) {
        return values.containsKey(field) ? values.get(field) : existing.get(field);
    }

    public @Nullable String text(String field) {
        return (String) value(field);
    }

    /** Replaces or adds a field's value. */
    public void set(String field, @Nullable Object value) {
        values.put(field, value);
    }

    /** Writes a column that is no field, such as journey_id. */
    public void setColumn(String column, @Nullable Object value) {
        columns.put(column, value);
    }

    /** Carries something to {@link RecordType#written}. */
    public void extra(String name, @Nullable Object value) {
        extras.put(name, value);
    }

    /** Something is wrong with a field; the write won't happen. */
    public void fault(String field, String key, Object... args) {
        faults.add(new Fault(field, key, args));
    }

    public boolean hasFaults() {
        return !faults.isEmpty();
    }

    public Map<String, @Nullable Object> values() {
        return values;
    }

    public Map<String, @Nullable Object> columns() {
        return columns;
    }

    Map<String, @Nullable Object> extras() {
        return extras;
    }

    List<Fault> faults() {
        return faults;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> map) {
        var rest = new HashMap<String, Object>();
        map.forEach((key, value) -> {
            if (value != null) {
                rest.put(key, value);
            }
        });
        return rest;
    }
}
