package io.diabolo.pipeline;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.platform.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The pipelines that the workspace wrote or changed, by key: stages with sub-stages, criteria, guidance and what they ask for. */
@Component
class PipelineSection implements ConfigurationSection<PipelineSection.Said> {
    private final Pipelines pipelines;

    PipelineSection(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    record Said(String name, List<PipelineStage> stages) {}

    @Override
    public String id() {
        return "pipelines";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        pipelines.all(Locale.ENGLISH).stream()
                .filter(one -> one.version() > 0)
                .forEach(one -> all.put(one.key(), new Said(one.name(), one.stages())));
        return all;
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        pipelines.put(key, wanted.name(), wanted.stages(), me);
    }

    @Override
    public Set<String> actions() {
        return Set.of("pipeline.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("pipeline");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Pipelines.mayEdit(me);
    }
}
