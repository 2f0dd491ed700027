package io.diabolo.delivery;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.RecordItems;
import io.diabolo.platform.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Onboarding templates of one's own, by name, with the steps by which the next onboarding begins. */
@Component
class OnboardingTemplateSection implements ConfigurationSection<OnboardingTemplateSection.Said> {
    private static final List<String> FIELDS = List.of("kind", "product", "segment", "state");
    private final OnboardingTemplateType type;
    private final OnboardingTemplates templates;
    private final RecordItems items;

    OnboardingTemplateSection(OnboardingTemplateType type, OnboardingTemplates templates, RecordItems items) {
        this.type = type;
        this.templates = templates;
        this.items = items;
    }

    /** @param product by name; missing: every product of the kind */
    record Said(
            String kind, @Nullable String product, @Nullable String segment, String state, List<TemplateStep> steps) {}

    @Override
    public String id() {
        return "onboarding_templates";
    }

    @Override
    public int order() {
        return 45;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        var ids = items.keys(type);
        var steps = templates.steps();
        items.read(type, FIELDS).forEach((name, values) -> {
            all.put(
                    name,
                    new Said(
                            String.valueOf(values.get("kind")),
                            text(values, "product"),
                            text(values, "segment"),
                            String.valueOf(values.get("state")),
                            steps.getOrDefault(ids.get(name), List.of())));
        });
        return all;
    }

    private static @Nullable String text(ItemValues values, String name) {
        var value = values.get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var values = new ItemValues();
        values.put("kind", wanted.kind());
        values.put("state", wanted.state());
        if (wanted.product() != null) {
            values.put("product", wanted.product());
        }
        if (wanted.segment() != null) {
            values.put("segment", wanted.segment());
        }
        var id = items.write(type, FIELDS, key, values, me);
        templates.save(id, wanted.steps(), null, me);
    }

    @Override
    public Set<String> actions() {
        return Set.of("onboarding_template.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of(OnboardingTemplates.TYPE);
    }

    @Override
    public boolean mayApply(Actor me) {
        return OnboardingTemplates.mayEdit(me);
    }
}
