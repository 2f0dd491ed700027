package io.diabolo.records;

import java.util.List;
import java.util.Map;

/**
 * The added fields of each record type, and the form for one more.
 *
 * @param values what the form holds
 * @param faults what is wrong, by input
 */
public record CustomFieldsPage(List<Part> parts, Map<String, String> values, Map<String, String> faults) {
    public record Part(RecordType type, List<CustomField> fields) {}

    static boolean canHave(RecordType type) {
        return !type.isReadOnly() && RecordTypes.hasColumn(type, "custom");
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    public int openByThemselves() {
        return CustomFiltering.BY_ITSELF;
    }

    public List<String> kinds() {
        return CustomFields.KINDS;
    }

    public String kind(CustomField field) {
        return CustomFields.stored(field.kind());
    }
}
