package io.diabolo.pipeline;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Places;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Why deals are won and lost and leads disqualified, as far as the workspace says it itself. */
@Component
class ReasonSection implements ConfigurationSection<ReasonSection.Said> {
    private final Reasons reasons;

    ReasonSection(Reasons reasons) {
        this.reasons = reasons;
    }

    record Said(List<Reason> reasons) {}

    @Override
    public String id() {
        return "reasons";
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
        BuiltInReasons.KINDS.stream()
                .map(reasons::of)
                .filter(one -> one.version() > 0)
                .forEach(one -> all.put(one.kind(), new Said(one.all())));
        return all;
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        if (!BuiltInReasons.KINDS.contains(key)) {
            throw new BadInput("", "configuration.fault.item", String.join(", ", BuiltInReasons.KINDS));
        }
        Places.named(
                field -> field.startsWith("reason-") ? "reasons[" + field.substring("reason-".length()) + "]" : field,
                () -> reasons.save(key, wanted.reasons(), null, me));
    }

    @Override
    public Set<String> actions() {
        return Set.of("reasons.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("reason_list");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Reasons.mayEdit(me);
    }
}
