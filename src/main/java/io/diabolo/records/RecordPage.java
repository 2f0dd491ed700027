package io.diabolo.records;

import io.diabolo.identity.Member;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form over a record's fields.
 *
 * @param id null for a new one
 * @param values what the controls hold, by field name
 * @param faults what is wrong, by field name; "" concerns the whole
 * @param present where somebody changed it meanwhile: what stands there now, by field name
 */
public record RecordPage(
        RecordType type,
        @Nullable UUID id,
        int version,
        List<ListField> fields,
        Map<String, String> values,
        Map<String, String> faults,
        Map<String, String> present,
        FieldText text,
        List<Member> members) {
    public String action() {
        return "/" + type.plural() + (id == null ? "" : "/" + id);
    }

    public List<ListField> fields(FormPart part) {
        return fields.stream().filter(field -> field.part() == part).toList();
    }

    /** Something in it is filled or wrong, so it isn't folded away. */
    public boolean isOpen(FormPart part) {
        return fields(part).stream()
                .anyMatch(field -> !fault(field).isEmpty()
                        || field.kind() != FieldKind.BOOLEAN && !value(field).isEmpty());
    }

    public String value(ListField field) {
        return values.getOrDefault(field.name(), "");
    }

    public String fault(ListField field) {
        return faults.getOrDefault(field.name(), faults.getOrDefault(field.apiName(), ""));
    }
}
