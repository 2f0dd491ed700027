package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.records.ListField;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the stages of a pipeline ask for, and what of it a deal has. */
@Component
class Gates {
    /** Said of the whole sale; it is filled by one of its parts. */
    static final String AMOUNT = "amount";

    /** A deal has them anyway, or they follow from the move itself. */
    private static final Set<String> NOT_ASKED = Set.of("name", "pipeline", "sub_stage", "reason", "external_id");

    private final DSLContext sql;
    private final Lists lists;
    private final RecordTypes types;
    private final Rules rules;
    private final Texts texts;
    private final ObjectProvider<GateFact> facts;

    Gates(DSLContext sql, Lists lists, RecordTypes types, Rules rules, Texts texts, ObjectProvider<GateFact> facts) {
        this.sql = sql;
        this.lists = lists;
        this.types = types;
        this.rules = rules;
        this.texts = texts;
        this.facts = facts;
    }

    List<GateFact> facts() {
        return facts.orderedStream().toList();
    }

    /** The fields that a stage may ask for. */
    List<ListField> fields() {
        return types.fields(type()).stream()
                .filter(field -> (field.is(Use.EDIT) && field.is(Use.STORED) && !NOT_ASKED.contains(field.name()))
                        || field.custom() != null
                        || field.name().equals(AMOUNT))
                .toList();
    }

    private RecordType type() {
        return types.byId("opportunity").orElseThrow();
    }

    /**
     * The stages that a deal enters by a move: those passed over as well, so that a long step asks for as much as short ones.
     *
     * @param furthest how far it had come before it was lost
     */
    static List<String> entered(Stage from, int furthest, Stage to) {
        var base = from.isExit() ? furthest : from.number();
        return to.isExit()
                ? List.of()
                : Pipeline.STAGES.stream()
                        .filter(id -> {
                            var number = Stage.named(id).orElseThrow().number();
                            return number > base && number <= to.number() && number > Stage.DISCOVERY.number();
                        })
                        .toList();
    }

    /** What a deal lacks to enter these stages; nothing is asked of what nobody may see. */
    List<Checked> missing(UUID opportunity, Pipeline pipeline, List<String> stages, Actor me) {
        return checked(opportunity, pipeline, stages, me).stream()
                .filter(one -> !one.met())
                .toList();
    }

    /** All that these stages ask for, in order. */
    List<Checked> checked(UUID opportunity, Pipeline pipeline, List<String> stages, Actor me) {
        if (stages.stream().allMatch(stage -> pipeline.stage(stage).asks().isEmpty())) {
            return List.of();
        }
        var row = lists.find(type(), opportunity, false, me);
        if (row == null) {
            return List.of();
        }
        var written = stages.stream()
                .flatMap(stage -> pipeline.stage(stage).asks().stream())
                .distinct()
                .toList();
        var judged = judged(opportunity, written, me.locale());
        var asked = written.stream().filter(ask -> concerns(ask, judged)).toList();
        var known = new Known(row, known(opportunity, asked), judged, me.locale());
        var all = new ArrayList<Checked>();
        for (var stage : stages) {
            for (var ask : pipeline.stage(stage).asks()) {
                var said = all.stream().anyMatch(one -> one.ask().equals(ask));
                if (!said && asked.contains(ask)) {
                    all.add(check(ask, stage, known));
                }
            }
        }
        return all;
    }

    /** A condition that can't be run any more is one that no deal meets. */
    private static boolean concerns(Ask ask, Map<String, Judged> judged) {
        var condition = judged.get(ask.when());
        return ask.when().isEmpty() || (condition != null && condition.holds() && !condition.broken());
    }

    private record Known(RecordRow row, Map<String, Integer> facts, Map<String, Judged> rules, Locale locale) {}

    private record Judged(boolean holds, boolean broken, String says) {}

    private Checked check(Ask ask, String stage, Known known) {
        return switch (ask.kind()) {
            case FIELD -> {
                var field = field(ask.what());
                var label = field == null ? ask.what() : field.label(texts, known.locale());
                yield new Checked(
                        ask, stage, label, field == null || filled(known.row().value(field)), "");
            }
            case FACT -> {
                var fact = fact(ask.what());
                var has = known.facts().getOrDefault(ask.what(), 0);
                yield new Checked(
                        ask,
                        stage,
                        says(fact, ask, has, known.locale()),
                        fact == null || has >= ask.least(),
                        fact == null ? "" : fact.path(known.row().id()));
            }
            case RULE -> {
                var judged = known.rules().getOrDefault(ask.what(), new Judged(true, true, ask.what()));
                yield new Checked(ask, stage, judged.says(), judged.holds(), "");
            }
        };
    }

    /** A field that was taken away is asked for no more. */
    private @Nullable ListField field(String name) {
        return fields().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private @Nullable GateFact fact(String id) {
        return facts.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    private String says(@Nullable GateFact fact, Ask ask, int has, Locale locale) {
        if (fact == null) {
            return ask.what();
        }
        var label = texts.text(locale, fact.label());
        return fact.most() == 1 ? label : texts.text(locale, "gate.fact.least", label, has, ask.least());
    }

    private static boolean filled(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Money money -> money.minor() != 0;
            case List<?> all -> !all.isEmpty();
            default -> !value.toString().isBlank();
        };
    }

    private Map<String, Integer> known(UUID opportunity, List<Ask> asked) {
        return facts.stream()
                .filter(fact -> asked.stream()
                        .anyMatch(
                                ask -> ask.kind() == Ask.Kind.FACT && ask.what().equals(fact.id())))
                .collect(Collectors.toMap(
                        GateFact::id, fact -> fact.of(List.of(opportunity)).getOrDefault(opportunity, 0)));
    }

    /** A rule that can't be run any more keeps nobody out. */
    private Map<String, Judged> judged(UUID opportunity, List<Ask> asked, Locale locale) {
        var written = Stream.concat(
                        asked.stream().filter(ask -> ask.kind() == Ask.Kind.RULE),
                        asked.stream().filter(ask -> !ask.when().isEmpty()).map(ask -> Ask.rule(ask.when(), "")))
                .collect(Collectors.toMap(Ask::what, Function.identity(), (one, _) -> one));
        if (written.isEmpty()) {
            return Map.of();
        }
        var set = written.values().stream().map(Gates::rule).toList();
        return rules.run(new RuleSet(null, GateRules.ID, 0, set, Map.of())).of(opportunity, sql, locale).stream()
                .collect(Collectors.toMap(
                        verdict -> verdict.rule().expression(),
                        verdict -> new Judged(
                                verdict.holds() || verdict.broken() != null,
                                verdict.broken() != null,
                                verdict.says())));
    }

    private static Rule rule(Ask ask) {
        var id = UUID.nameUUIDFromBytes(ask.what().getBytes(StandardCharsets.UTF_8));
        return new Rule(id, ask.label(), ask.what(), 1, "", true);
    }
}
