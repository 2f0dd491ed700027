package io.diabolo.records;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordField.Use;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the forms of records hold, and what of it is new when they come back. */
@Component
class RecordForms {
    private final RecordTypes types;
    private final Members members;
    private final Texts texts;

    RecordForms(RecordTypes types, Members members, Texts texts) {
        this.types = types;
        this.members = members;
        this.texts = texts;
    }

    FieldText text(Ui ui) {
        return new FieldText(ui, texts);
    }

    RecordPage blank(RecordType type, Map<String, String> values, Map<String, String> faults, Ui ui) {
        return new RecordPage(
                type, null, 0, editable(type), values, faults, Map.of(), text(ui), offered(editable(type), values, ui));
    }

    CellPage cell(ListField field, RecordRow row, @Nullable String given, String fault, String present, Ui ui) {
        var value = given == null ? text(ui).written(field, row.value(field)) : given;
        return new CellPage(
                field,
                row,
                row.version(),
                value,
                fault,
                present,
                text(ui),
                offered(List.of(field), Map.of(field.name(), value), ui));
    }

    /** Members to choose from, those among them whom the form names already; none where no field asks for one. */
    private List<Member> offered(List<ListField> fields, Map<String, String> values, Ui ui) {
        var named = new ArrayList<>(List.of(ui.me().member()));
        fields.stream()
                .filter(field -> field.kind() == FieldKind.MEMBER)
                .map(field -> FieldConditions.uuid(values.getOrDefault(field.name(), "")))
                .filter(Objects::nonNull)
                .forEach(id -> named.add(new MemberId(id)));
        return fields.stream().anyMatch(field -> field.kind() == FieldKind.MEMBER) ? members.offered(named) : List.of();
    }

    /** What differs from what the form showed; a reference left alone isn't looked up again by its name. */
    Map<String, Object> changed(RecordType type, RecordRow row, Map<String, String> given, Ui ui) {
        var shown = written(types.fields(type), row, ui);
        var changed = new LinkedHashMap<String, Object>();
        given.forEach((name, value) -> {
            if (!value.strip().equals(shown.get(name))) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    private Map<String, String> written(List<ListField> fields, RecordRow row, Ui ui) {
        var values = new LinkedHashMap<String, String>();
        fields.forEach(field -> values.put(field.name(), text(ui).written(field, row.value(field))));
        return values;
    }

    Map<String, String> faults(BadInput problem, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        problem.faults()
                .forEach(fault -> faults.merge(
                        fault.field(), ui.t(fault.key(), fault.args().toArray()), (one, other) -> one + " " + other));
        return faults;
    }

    List<ListField> editable(RecordType type) {
        return types.fields(type).stream().filter(field -> field.is(Use.EDIT)).toList();
    }

    ListField field(RecordType type, String name, Use use) {
        return types.fields(type).stream()
                .filter(field -> field.name().equals(name) && field.is(use))
                .findFirst()
                .orElseThrow(() -> new io.diabolo.platform.NoSuchRecord("field", name));
    }
}
