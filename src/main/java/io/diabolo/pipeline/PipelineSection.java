package io.diabolo.pipeline;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Places;
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
        Places.named(PipelineSection::place, () -> pipelines.put(key, wanted.name(), wanted.stages(), me));
    }

    /** Faults name a stage by its id. */
    private static String place(String field) {
        var dot = field.indexOf('.');
        var stage = dot < 0 ? -1 : Pipeline.STAGES.indexOf(field.substring(0, dot));
        return stage < 0 ? field : "stages[" + stage + "]" + field.substring(dot);
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
