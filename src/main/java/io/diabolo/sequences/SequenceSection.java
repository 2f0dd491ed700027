package io.diabolo.sequences;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Named;
import io.diabolo.configuration.Portable;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sequences that aren't put away, by name, with their newest steps. What comes from a file is a draft until somebody begins it. */
@Component
class SequenceSection implements ConfigurationSection<SequenceSection.Said> {
    private final Sequences sequences;
    private final Portable portable;

    SequenceSection(Sequences sequences, Portable portable) {
        this.sequences = sequences;
        this.portable = portable;
    }

    record Said(int windowFrom, int windowTo, int awayDays, List<SaidStep> steps) {}

    record SaidStep(
            String key,
            StepKind kind,
            int amount,
            String unit,
            String instruction,
            String on,
            String target,
            List<SaidVariant> variants) {}

    /** @param template by name; missing where the text stands here */
    record SaidVariant(
            String id, @Nullable String template, String subjectFr, String bodyFr, String subjectEn, String bodyEn) {}

    @Override
    public String id() {
        return "sequences";
    }

    @Override
    public int order() {
        return 62;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        present()
                .forEach((name, one) -> all.put(
                        name,
                        new Said(
                                one.windowFrom(),
                                one.windowTo(),
                                one.awayDays(),
                                one.steps().stream().map(this::said).toList())));
        return all;
    }

    private Map<String, Sequence> present() {
        var open = sequences.all().stream()
                .filter(one -> one.state() != SequenceState.ARCHIVED)
                .sorted(java.util.Comparator.comparing(Sequence::name).thenComparing(Sequence::id))
                .toList();
        return Named.byName(open, Sequence::name);
    }

    private SaidStep said(Step step) {
        return new SaidStep(
                step.key(),
                step.kind(),
                step.amount(),
                step.unit(),
                step.instruction(),
                step.on(),
                step.target(),
                step.variants().stream().map(this::said).toList());
    }

    private SaidVariant said(Step.Variant one) {
        return new SaidVariant(
                one.id(),
                one.template() == null ? null : template(one.template()),
                one.subjectFr(),
                one.bodyFr(),
                one.subjectEn(),
                one.bodyEn());
    }

    /** One that is gone stays as it is: whoever takes it over is told. */
    private String template(UUID id) {
        var named = portable.written(id.toString());
        return named == null ? id.toString() : named;
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var steps = new java.util.ArrayList<Step>();
        for (var one : wanted.steps()) {
            steps.add(step(one, "steps[" + steps.size() + "]"));
        }
        var present = present().get(key);
        var name = present == null ? key : present.name();
        var plan = new SequencePlan(name, wanted.windowFrom(), wanted.windowTo(), wanted.awayDays(), steps);
        if (present == null) {
            sequences.create(plan, me);
        } else {
            sequences.save(present.id(), plan, null, me);
        }
    }

    private Step step(SaidStep said, String at) {
        var variants = new java.util.ArrayList<Step.Variant>();
        for (var one : said.variants()) {
            var place = at + ".variants[" + variants.size() + "].template";
            variants.add(new Step.Variant(
                    one.id(),
                    one.template() == null ? null : local(one.template(), place),
                    one.subjectFr(),
                    one.bodyFr(),
                    one.subjectEn(),
                    one.bodyEn()));
        }
        return new Step(
                said.key(),
                said.kind(),
                said.amount(),
                said.unit(),
                said.instruction(),
                said.on(),
                said.target(),
                variants);
    }

    private UUID local(String template, String place) {
        try {
            return UUID.fromString(portable.local(template, place));
        } catch (IllegalArgumentException _) {
            throw new BadInput(place, "configuration.fault.reference", template);
        }
    }

    @Override
    public Set<String> actions() {
        return Set.of("sequence.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("sequence");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Sequences.maySendForOthers(me);
    }

    /** Steps are versions, of which the change log knows only the number. */
    @Override
    public boolean isSetBack() {
        return true;
    }
}
