package io.diabolo.pipeline;

import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** A pipeline as the form of its settings holds it: by parameter, such as {@code proposal.probability}; lists line by line. */
record PipelineForm(Map<String, List<String>> values) {
    static final String FACT = ".fact.";

    /** Of which deals a fact or a field is asked. */
    static final String WHEN = ".when.";

    /** Between a rule and what its author calls it; CEL takes the rest of the line for a comment too. */
    private static final String CALLED = " // ";

    static PipelineForm of(MultiValueMap<String, String> form) {
        return new PipelineForm(new LinkedHashMap<>(form));
    }

    static PipelineForm of(Pipeline pipeline) {
        var all = new HashMap<String, List<String>>();
        all.put("name", List.of(pipeline.name()));
        for (var stage : pipeline.stages()) {
            var at = stage.id() + ".";
            all.put(at + "label_fr", List.of(stage.label().fr()));
            all.put(at + "label_en", List.of(stage.label().en()));
            all.put(at + "probability", List.of(String.valueOf(stage.probability())));
            all.put(at + "stale_after", List.of(Objects.toString(stage.staleAfter(), "")));
            all.put(at + "sub_stages", List.of(written(stage.subStages())));
            all.put(at + "criteria", List.of(written(stage.criteria())));
            all.put(at + "guidance_fr", List.of(stage.guidance().fr()));
            all.put(at + "guidance_en", List.of(stage.guidance().en()));
            all.put(
                    at + "fields",
                    asked(stage, Ask.Kind.FIELD).stream().map(Ask::what).toList());
            asked(stage, Ask.Kind.FACT)
                    .forEach(ask -> all.put(stage.id() + FACT + ask.what(), List.of(String.valueOf(ask.least()))));
            asked(stage, Ask.Kind.FACT).forEach(ask -> all.put(stage.id() + WHEN + ask.what(), List.of(ask.when())));
            all.put(
                    at + "fields_when",
                    List.of(asked(stage, Ask.Kind.FIELD).stream()
                            .filter(ask -> !ask.when().isEmpty())
                            .map(ask -> ask.what() + ": " + ask.when())
                            .collect(Collectors.joining("\n"))));
            all.put(
                    at + "rules",
                    List.of(asked(stage, Ask.Kind.RULE).stream()
                            .map(PipelineForm::written)
                            .collect(Collectors.joining("\n"))));
        }
        return new PipelineForm(all);
    }

    private static List<Ask> asked(PipelineStage stage, Ask.Kind kind) {
        return stage.asks().stream().filter(ask -> ask.kind() == kind).toList();
    }

    /** A rule, what it is called, and of which deals it is asked. */
    private static String written(Ask rule) {
        return rule.when().isEmpty()
                ? rule.label().isEmpty() ? rule.what() : rule.what() + CALLED + rule.label()
                : rule.what() + CALLED + rule.label() + CALLED + rule.when();
    }

    private static String written(List<Words> lines) {
        return lines.stream().map(Words::written).collect(Collectors.joining("\n"));
    }

    String value(String name) {
        return values.getOrDefault(name, List.of("")).getFirst();
    }

    boolean asks(String stage, String field) {
        return values.getOrDefault(stage + ".fields", List.of()).contains(field);
    }

    String name() {
        return value("name").strip();
    }

    /** @throws BadInput where a number isn't one */
    List<PipelineStage> stages(List<GateFact> facts) {
        var faults = new ArrayList<BadInput.Fault>();
        var stages = Pipeline.STAGES.stream()
                .map(id -> new PipelineStage(
                        id,
                        words(id, "label"),
                        Objects.requireNonNullElse(number(id + ".probability", faults), 0),
                        number(id + ".stale_after", faults),
                        lines(id + ".sub_stages"),
                        lines(id + ".criteria"),
                        words(id, "guidance"),
                        asks(id, facts, faults)))
                .toList();
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return stages;
    }

    private Words words(String stage, String name) {
        return new Words(plain(value(stage + "." + name + "_fr")), plain(value(stage + "." + name + "_en")));
    }

    private static String plain(String text) {
        return text.strip().replace("\r\n", "\n");
    }

    private @Nullable Integer number(String name, List<BadInput.Fault> faults) {
        var text = value(name).replaceAll("[\\s\\u00a0\\u202f%]", "");
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,6}")) {
            faults.add(new BadInput.Fault(name, "pipeline.fault.number"));
            return null;
        }
        return Integer.valueOf(text);
    }

    private List<Words> lines(String name) {
        return value(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Words::read)
                .toList();
    }

    private List<Ask> asks(String stage, List<GateFact> facts, List<BadInput.Fault> faults) {
        var asks = new ArrayList<Ask>();
        var conditions = conditions(stage, faults);
        values.getOrDefault(stage + ".fields", List.of()).stream()
                .filter(field -> !field.isBlank())
                .distinct()
                .forEach(field -> asks.add(Ask.field(field).when(conditions.getOrDefault(field, ""))));
        for (var fact : facts) {
            var least = number(stage + FACT + fact.id(), faults);
            if (least != null && least > 0) {
                asks.add(Ask.fact(fact.id(), least)
                        .when(value(stage + WHEN + fact.id()).strip()));
            }
        }
        value(stage + ".rules")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> asks.add(rule(line)));
        return asks;
    }

    /** By field, of which deals it is asked: {@code term_months: company.segment == "enterprise"}. */
    private Map<String, String> conditions(String stage, List<BadInput.Fault> faults) {
        var all = new HashMap<String, String>();
        value(stage + ".fields_when")
                .replace('\u00a0', ' ')
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    var at = line.indexOf(':');
                    var field = at < 0 ? "" : line.substring(0, at).strip();
                    if (asks(stage, field)) {
                        all.put(field, line.substring(at + 1).strip());
                    } else {
                        faults.add(new BadInput.Fault(stage + ".asks", "pipeline.fault.condition", line));
                    }
                });
        return all;
    }

    /** {@code expression // name // of which deals}, of which the last two may be missing. */
    private static Ask rule(String line) {
        var parts = List.of(Pattern.compile(CALLED, Pattern.LITERAL).split(line, 3));
        var rule = Ask.rule(
                parts.getFirst().strip(), parts.size() > 1 ? parts.get(1).strip() : "");
        return parts.size() > 2 ? rule.when(parts.get(2).strip()) : rule;
    }
}
