package io.diabolo.acquisition;

import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a form may fill: what a visitor knows of themselves and their company, and the fields that the workspace added. */
@Component
class FormTargets {
    private static final List<String> LEAD = List.of("first_name", "last_name", "email", "phone", "title", "company");
    private static final List<String> PERSON =
            List.of("mobile", "city", "country", "language", "seniority", "linkedin");
    private static final List<String> COMPANY =
            List.of("website", "siren", "industry", "headcount", "city", "postcode", "country");
    private static final Set<FieldKind> NEVER = Set.of(FieldKind.REFERENCE, FieldKind.MEMBER, FieldKind.MONEY);
    private final RecordTypes types;

    FormTargets(RecordTypes types) {
        this.types = types;
    }

    /** By id, in the order in which they are offered; reads the workspace's own fields. */
    Map<String, Target> all() {
        var all = new LinkedHashMap<String, Target>();
        var fields = new LinkedHashMap<String, List<ListField>>();
        for (var type : List.of("lead", "person", "company")) {
            fields.put(type, types.byId(type).map(types::fields).orElse(List.of()));
        }
        of("lead", "", LEAD, fields).forEach(target -> all.put(target.id(), target));
        all.put(Target.MESSAGE, new Target(Target.MESSAGE, "", null));
        of("person", "person.", PERSON, fields).forEach(target -> all.put(target.id(), target));
        of("company", "company.", COMPANY, fields).forEach(target -> all.put(target.id(), target));
        fields.forEach((type, some) -> some.stream()
                .filter(field -> field.custom() != null && !NEVER.contains(field.kind()))
                .map(field -> new Target(type + "." + field.name(), type, field))
                .forEach(target -> all.put(target.id(), target)));
        return all;
    }

    private static List<Target> of(
            String type, String prefix, List<String> names, Map<String, List<ListField>> fields) {
        var all = new ArrayList<Target>();
        for (var name : names) {
            fields.getOrDefault(type, List.of()).stream()
                    .filter(field -> field.name().equals(name))
                    .forEach(field -> all.add(new Target(prefix + name, type, field)));
        }
        return all;
    }
}
