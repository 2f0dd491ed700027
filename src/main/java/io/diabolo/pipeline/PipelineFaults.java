package io.diabolo.pipeline;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.ListField;
import io.diabolo.rules.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is wrong with a pipeline that somebody writes. */
@Component
class PipelineFaults {
    static final int LINES = 20;
    private static final int LABEL = 60;
    private static final int LINE = 200;
    private static final int TEXT = 2_000;
    private final Gates gates;
    private final Rules rules;

    PipelineFaults(Gates gates, Rules rules) {
        this.gates = gates;
        this.rules = rules;
    }

    /** @throws BadInput naming each fault, and where: {@code proposal.probability} */
    void refuse(String name, List<PipelineStage> stages) {
        var faults = new ArrayList<Fault>();
        if (name.isBlank() || name.length() > LABEL || name.indexOf('\0') >= 0) {
            faults.add(new Fault("name", "pipeline.fault.name"));
        }
        if (!stages.stream().map(PipelineStage::id).toList().equals(Pipeline.STAGES)) {
            faults.add(new Fault("stages", "pipeline.fault.stages"));
        } else {
            var fields = gates.fields().stream().map(ListField::name).collect(Collectors.toSet());
            stages.forEach(stage -> stage(stage, fields, faults));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private void stage(PipelineStage stage, Set<String> fields, List<Fault> faults) {
        var at = stage.id() + ".";
        text(at + "label", stage.label(), LABEL, faults);
        text(at + "guidance", stage.guidance(), TEXT, faults);
        if (stage.probability() < 0 || stage.probability() > 100) {
            faults.add(new Fault(at + "probability", "pipeline.fault.probability"));
        }
        var stale = stage.staleAfter();
        if (stale != null && (stale < 1 || stale > 3_650)) {
            faults.add(new Fault(at + "stale_after", "pipeline.fault.stale"));
        }
        lines(at + "sub_stages", stage.subStages(), LABEL, faults);
        lines(at + "criteria", stage.criteria(), LINE, faults);
        if (stage.asks().size() > LINES) {
            faults.add(new Fault(at + "asks", "pipeline.fault.lines", LINES));
        }
        for (var ask : stage.asks()) {
            ask(at + "asks", ask, fields, faults);
        }
    }

    private static void text(String at, Words words, int longest, List<Fault> faults) {
        if (Math.max(words.fr().length(), words.en().length()) > longest) {
            faults.add(new Fault(at, "problem.field.too-long", longest));
        }
        if ((words.fr() + words.en()).indexOf('\0') >= 0) {
            faults.add(new Fault(at, "pipeline.fault.text"));
        }
    }

    private static void lines(String at, List<Words> lines, int longest, List<Fault> faults) {
        if (lines.size() > LINES) {
            faults.add(new Fault(at, "pipeline.fault.lines", LINES));
        }
        var keys = new HashSet<String>();
        for (var line : lines) {
            text(at, line, longest, faults);
            if (line.isEmpty() || !keys.add(PipelineStage.key(line))) {
                faults.add(new Fault(at, "pipeline.fault.twice"));
            }
        }
    }

    private void ask(String at, Ask ask, Set<String> fields, List<Fault> faults) {
        var condition = ask.when().isEmpty() ? null : rules.fault(GateRules.ID, ask.when());
        if (condition != null) {
            faults.add(new Fault(at, condition.key(), condition.args()));
        }
        switch (ask.kind()) {
            case FIELD -> {
                if (!fields.contains(ask.what())) {
                    faults.add(new Fault(at, "problem.field.unknown", ask.what()));
                }
            }
            case FACT -> {
                var fact = gates.facts().stream()
                        .filter(one -> one.id().equals(ask.what()))
                        .findFirst();
                if (fact.isEmpty()) {
                    faults.add(new Fault(at, "problem.field.unknown", ask.what()));
                } else if (ask.least() < 1 || ask.least() > fact.get().most()) {
                    faults.add(new Fault(at, "pipeline.fault.least", fact.get().most()));
                }
            }
            case RULE -> {
                var fault = rules.fault(GateRules.ID, ask.what());
                if (fault != null) {
                    faults.add(new Fault(at, fault.key(), fault.args()));
                }
                if (ask.label().length() > LINE || ask.label().indexOf('\0') >= 0) {
                    faults.add(new Fault(at, "problem.field.too-long", LINE));
                }
            }
        }
    }
}
