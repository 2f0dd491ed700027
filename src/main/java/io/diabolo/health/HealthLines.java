package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.health.Health.Evidence;
import io.diabolo.health.Health.Line;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.records.FieldText;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A customer's present score, line by line: the rules that held when it was computed, then the others, with what they ask. */
@Component
class HealthLines {
    private final DSLContext sql;
    private final Rules rules;
    private final Records records;
    private final ObjectProvider<RecordTypes> types;
    private final HealthScoring scoring;
    private final Texts texts;

    HealthLines(
            DSLContext sql,
            Rules rules,
            Records records,
            ObjectProvider<RecordTypes> types,
            HealthScoring scoring,
            Texts texts) {
        this.sql = sql;
        this.rules = rules;
        this.records = records;
        this.types = types;
        this.scoring = scoring;
        this.texts = texts;
    }

    /**
     * Null where it isn't a customer, or wasn't measured yet. Whose company it is has been checked by the caller.
     *
     * @param whole also the rules that don't hold, and what each asks for
     */
    Health.@Nullable Now now(UUID company, boolean whole, Ui ui) {
        var row = sql.select(HEALTH.fields())
                .select(COMPANY.SEGMENT, MEMBER.NAME)
                .from(HEALTH)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(MEMBER.ID.eq(HEALTH.OWNER_ID))
                .where(HEALTH.COMPANY_ID.eq(company))
                .fetchOne();
        if (row == null) {
            return null;
        }
        var health = row.into(HEALTH);
        var run = rules.run(HealthRules.ID);
        return new Health.Now(
                health.getId(),
                health.getScore(),
                HealthBand.of(health.getBand()),
                health.getChange(),
                (int) run.set().setting(HealthRules.START),
                (int) run.set().setting(HealthRules.GOOD_FROM),
                (int) run.set().setting(HealthRules.WATCH_FROM),
                row.get(COMPANY.SEGMENT),
                Money.ofMinor(health.getMrrMinor(), health.getCurrency()),
                Objects.requireNonNullElse(row.get(MEMBER.NAME), ""),
                health.getMeasuredAt().toInstant(),
                whole
                        ? lines(run, health.getId(), company, scoring.read(health.getLines()), ui)
                        : scoring.read(health.getLines()).stream()
                                .map(one -> line(one, List.of(), ui))
                                .toList());
    }

    private List<Line> lines(RuleRun run, UUID health, UUID company, List<HeldRule> held, Ui ui) {
        var evidence = new EvidenceOf(health, company, ui);
        var all = new ArrayList<Line>();
        held.forEach(one -> all.add(line(
                one, evidence.of(run, new Rule(one.id(), one.name(), one.expression(), one.points(), "", true)), ui)));
        var ids = held.stream().map(HeldRule::id).collect(Collectors.toSet());
        run.of(health, sql, ui.locale()).stream()
                .filter(verdict -> !ids.contains(verdict.rule().id()))
                .forEach(verdict -> all.add(new Line(
                        verdict.rule().id(),
                        verdict.says(),
                        verdict.rule().points(),
                        false,
                        verdict.broken() != null,
                        evidence.of(run, verdict.rule()))));
        return all;
    }

    private Line line(HeldRule rule, List<Evidence> evidence, Ui ui) {
        return new Line(rule.id(), says(rule, ui), rule.points(), true, false, evidence);
    }

    private String says(HeldRule rule, Ui ui) {
        return rule.name().isEmpty() ? rules.says(HealthRules.ID, rule.expression(), ui.locale()) : rule.name();
    }

    /** Reads the two records once, however many rules ask for them. */
    private final class EvidenceOf {
        private final UUID company;
        private final FieldText text;
        private final Map<String, RecordRow> rows;

        EvidenceOf(UUID health, UUID company, Ui ui) {
            this.company = company;
            this.text = new FieldText(ui, texts);
            // Whoever sees the company sees why it is as it is.
            var everything = ui.me().seeingAll();
            this.rows = Map.of(
                    HealthType.ID,
                    records.get(type(HealthType.ID), health, everything),
                    "company",
                    records.get(type("company"), company, everything));
        }

        private RecordType type(String id) {
            return types.getObject().byId(id).orElseThrow();
        }

        List<Evidence> of(RuleRun run, Rule rule) {
            var all = new ArrayList<Evidence>();
            for (var name : run.asks(rule)) {
                var record = name.substring(0, name.indexOf('.'));
                var row = rows.get(record);
                var field = row == null ? null : field(record, name.substring(record.length() + 1));
                if (row != null && field != null) {
                    var value = text.shown(field, row.value(field));
                    all.add(new Evidence(name, text.label(field), value, EvidencePaths.of(name, company)));
                }
            }
            return all;
        }

        private @Nullable ListField field(String record, String name) {
            return types.getObject().fields(type(record)).stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }
}
