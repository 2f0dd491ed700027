package io.diabolo.pipeline;

import io.diabolo.rules.RulePurpose;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a stage may ask of a deal, its company and its contact; each pipeline keeps its own. */
@Component
class GateRules implements RulePurpose {
    static final String ID = "gate";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "opportunity";
    }

    @Override
    public Set<String> joined() {
        return Set.of("company", "person");
    }

    @Override
    public boolean asksSets() {
        return false;
    }

    @Override
    public boolean isKept() {
        return false;
    }
}
