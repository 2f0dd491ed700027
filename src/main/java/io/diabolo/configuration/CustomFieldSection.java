package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.CustomField;
import io.diabolo.records.CustomFields;
import io.diabolo.records.RecordTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields that the workspace added, by record type and key: {@code company.nb_sites}. */
@Component
class CustomFieldSection implements ConfigurationSection<CustomFieldSection.Field> {
    private final CustomFields fields;
    private final RecordTypes types;

    CustomFieldSection(CustomFields fields, RecordTypes types) {
        this.fields = fields;
        this.types = types;
    }

    /** @param record the id of the record type that a reference means */
    record Field(
            String label,
            String kind,
            List<String> choices,
            @Nullable String record) {}

    @Override
    public String id() {
        return "custom_fields";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Class<Field> shape() {
        return Field.class;
    }

    @Override
    public Map<String, Field> items() {
        var all = new LinkedHashMap<String, Field>();
        for (var type : types.all()) {
            for (var one : fields.of(type.id())) {
                all.put(type.id() + "." + one.key(), said(one));
            }
        }
        return all;
    }

    private static Field said(CustomField one) {
        return new Field(one.label(), CustomFields.kindOf(one), one.choices(), one.reference());
    }

    @Override
    public void apply(String key, Field wanted, Actor me) {
        var dot = key.indexOf('.');
        var type = types.byId(dot < 0 ? key : key.substring(0, dot))
                .filter(one -> !one.isReadOnly())
                .orElseThrow(() -> new BadInput("", "configuration.fault.record-type"));
        var name = key.substring(dot + 1);
        var present = fields.of(type.id()).stream()
                .filter(one -> one.key().equals(name))
                .findFirst()
                .orElse(null);
        if (present == null) {
            fields.add(type, name, wanted.label(), wanted.kind(), wanted.choices(), wanted.record(), me);
            return;
        }
        if (!CustomFields.kindOf(present).equals(wanted.kind())) {
            throw new BadInput("kind", "configuration.fault.kind", CustomFields.kindOf(present));
        }
        if (!java.util.Objects.equals(present.reference(), wanted.record())) {
            throw new BadInput("record", "configuration.fault.kind", String.valueOf(present.reference()));
        }
        fields.rename(present.id(), wanted.label(), me);
        fields.offer(present.id(), wanted.choices(), me);
    }

    @Override
    public Set<String> actions() {
        return Set.of("custom-field.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("custom_field");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Sections.administers(me);
    }
}
