package io.diabolo.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.records.CustomFields;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** A rule says the same of a record whether CEL runs it or the database does, missing values included. */
@DiaboloTest
class RuleAgreementTest {
    private static final long SEED = Long.getLong("diabolo.seed", 20261128);
    private static final int EXPRESSIONS = Integer.getInteger("diabolo.expressions", 200);
    private static final List<String> WORDS = List.of(
            "Mécaval", "élan", "ÉLAN", "Œuvre", "a_b", "100%", "l’été", "web", "", "industrie", "O'Hara", "🚀 lune");
    private static final List<String> TEXTS = List.of(
            "lead.source",
            "company.industry",
            "company.city",
            "person.title",
            "lead.channel",
            "company.segment",
            "lead.custom.region",
            "person.name",
            "lead.owner");
    private static final List<String> WHOLE =
            List.of("company.headcount", "days_since(lead.created_at)", "lead.version");
    private static final List<String> NUMBERS = List.of("company.turnover", "lead.custom.budget");
    private static final List<String> YES_NO = List.of("company.key_account", "lead.custom.urgent");
    private static final List<String> MOMENTS = List.of("lead.created_at", "lead.custom.meeting_on");

    private final DSLContext sql;
    private final Rules rules;
    private final Records records;
    private final RecordTypes types;
    private final CustomFields fields;

    RuleAgreementTest(DSLContext sql, Rules rules, Records records, RecordTypes types, CustomFields fields) {
        this.sql = sql;
        this.rules = rules;
        this.records = records;
        this.types = types;
        this.fields = fields;
    }

    @Test
    void both_ways_of_running_a_rule_agree(Given given) {
        var random = new Random(SEED);
        given.run(() -> world(given, random));
        var truths = 0;
        var right = 0;
        for (var i = 0; i < EXPRESSIONS; i++) {
            var expression = condition(random, 3);
            var fault = given.in(() -> rules.fault("fit", expression));
            if (fault != null) {
                // Fields that this workspace hasn't, such as lead.version, are refused alike by both.
                continue;
            }
            right++;
            var rule = Rule.giving(1, expression);
            var bySql = new HashSet<UUID>();
            var byCel = new HashSet<UUID>();
            given.run(() -> {
                var run = rules.run(new RuleSet(null, "fit", 0, List.of(rule), Map.of()));
                sql.select(run.id()).from(run.from()).where(run.holds(rule)).forEach(row -> bySql.add(row.value1()));
                var ids = sql.select(run.id()).from(run.from()).fetch().map(row -> row.value1());
                run.values(ids, sql).forEach((id, values) -> {
                    if (run.first(values) != null) {
                        byCel.add(id);
                    }
                });
            });
            assertThat(bySql)
                    .as("seed %d, expression %d: %s", SEED, i, expression)
                    .isEqualTo(byCel);
            truths += bySql.size();
        }
        assertThat(right).isGreaterThan(EXPRESSIONS / 2);
        assertThat(truths).isGreaterThan(EXPRESSIONS);
    }

    private void world(Given given, Random random) {
        var me = given.administrator();
        var lead = types.byId("lead").orElseThrow();
        fields.add(lead, "region", "Région", "text", List.of(), null, me);
        fields.add(lead, "budget", "Budget", "number", List.of(), null, me);
        fields.add(lead, "urgent", "Urgent", "boolean", List.of(), null, me);
        fields.add(lead, "meeting_on", "Rendez-vous", "date", List.of(), null, me);
        fields.add(lead, "tags", "Étiquettes", "multi_choice", List.of("web", "élan", "salon"), null, me);
        for (var i = 0; i < 40; i++) {
            var input = new HashMap<String, Object>();
            input.put("last_name", "Martin" + i);
            if (random.nextBoolean()) {
                var company = new HashMap<String, Object>();
                company.put("name", "Mécaval " + i);
                some(random, () -> company.put("headcount", random.nextInt(300)));
                some(random, () -> company.put("industry", word(random)));
                some(random, () -> company.put("city", word(random)));
                some(random, () -> company.put("turnover", turnover(random)));
                some(random, () -> company.put("key_account", random.nextBoolean()));
                input.put(
                        "company",
                        records.create(types.byId("company").orElseThrow(), company, me)
                                .record()
                                .id()
                                .toString());
            }
            some(random, () -> input.put("source", word(random)));
            some(random, () -> input.put("title", word(random)));
            some(random, () -> input.put("channel", random.nextBoolean() ? "inbound" : "outbound"));
            some(random, () -> input.put("custom.region", word(random)));
            some(random, () -> input.put("custom.budget", random.nextInt(2_000) / 8.0));
            some(random, () -> input.put("custom.urgent", random.nextBoolean()));
            some(random, () -> input.put("custom.meeting_on", "2026-11-0" + (1 + random.nextInt(9))));
            some(
                    random,
                    () -> input.put("custom.tags", random.nextBoolean() ? List.of("web") : List.of("web", "élan")));
            records.create(lead, input, me);
        }
    }

    private static String turnover(Random random) {
        return random.nextBoolean() ? random.nextInt(9_000) / 4.0 + " EUR" : random.nextInt(2_000) + " JPY";
    }

    private static void some(Random random, Runnable what) {
        if (random.nextInt(3) > 0) {
            what.run();
        }
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String one(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String condition(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(3)) {
                case 0 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
                case 1 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
                default -> "!(" + condition(random, depth - 1) + ")";
            };
        }
        return switch (random.nextInt(14)) {
            case 0 -> one(random, TEXTS) + (random.nextBoolean() ? " == " : " != ") + literal(random);
            case 1 -> one(random, TEXTS) + " in [" + literal(random) + ", " + literal(random) + "]";
            case 2 ->
                one(random, TEXTS) + one(random, List.of(".contains(", ".startsWith(", ".endsWith(")) + literal(random)
                        + ")";
            case 3 -> one(random, TEXTS) + ".mentions(" + literal(random) + ")";
            case 4 -> one(random, WHOLE) + sign(random) + random.nextInt(200);
            case 5 -> one(random, NUMBERS) + one(random, List.of(" < ", " <= ", " > ", " >= ")) + random.nextInt(1_500);
            case 6 -> one(random, NUMBERS) + sign(random) + random.nextInt(4_000) / 8.0;
            case 7 -> one(random, YES_NO);
            case 8 -> one(random, YES_NO) + (random.nextBoolean() ? " == " : " != ") + random.nextBoolean();
            case 9 ->
                one(random, MOMENTS) + one(random, List.of(" < ", " >= ", " == ")) + "date('2026-11-0"
                        + (1 + random.nextInt(9)) + "')";
            case 10 -> one(random, List.of("filled(", "empty(", "has(")) + any(random) + ")";
            case 11 -> any(random) + (random.nextBoolean() ? " == null" : " != null");
            case 12 -> (random.nextBoolean() ? "'web'" : one(random, TEXTS)) + " in lead.custom.tags";
            default -> one(random, WHOLE) + " in [" + random.nextInt(9) + ", " + random.nextInt(200) + "]";
        };
    }

    private static String any(Random random) {
        var all = new ArrayList<>(TEXTS);
        all.addAll(NUMBERS);
        all.addAll(YES_NO);
        all.addAll(MOMENTS);
        all.add("company.headcount");
        return one(random, all);
    }

    private static String sign(Random random) {
        return one(random, List.of(" < ", " <= ", " > ", " >= ", " == ", " != "));
    }

    private static String literal(Random random) {
        var word = random.nextInt(4) == 0
                ? one(random, List.of("inbound", "micro", "smb", "Martin3", "an"))
                : word(random);
        return "\"" + word + "\"";
    }
}
