package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.RandomHistories;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.records.ChangeSets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@DiaboloTest
class FunnelFiguresTest {
    private static final List<String> LISTED = List.of("reached", "entered", "exited", "undated", "current", "young");
    private final DSLContext sql;
    private final Funnels funnels;
    private final JourneyType list;

    FunnelFiguresTest(DSLContext sql, ApplicationContext beans) {
        this.sql = sql;
        this.funnels = beans.getBean(Funnels.class);
        this.list = beans.getBean(JourneyType.class);
    }

    @Test
    void figures_and_lists_are_what_counting_by_hand_gives(Given.Kit kit, Journeys journeys, ChangeSets changes) {
        LongStream.rangeClosed(1, Long.getLong("diabolo.test.seeds", 3)).forEach(seed -> {
            var given = kit.given();
            var ines = given.memberWhoSeesOwn("Inès Lambert", "ae");
            var karim = given.member("Karim Diallo", "sdr");
            var histories = new RandomHistories(seed, Instant.parse("2026-11-20T10:00:00Z"))
                    .write(200, given, sql, journeys, changes, ines, karim);
            var random = new Random(seed);
            given.run(() -> {
                var model = new FunnelModel(histories, funnels.today());
                for (var i = 0; i < 8; i++) {
                    var me = i % 4 == 3 ? ines : karim;
                    compare(seed, query(random, i, karim), model, me, ines);
                }
            });
        });
    }

    private void compare(long seed, FunnelQuery query, FunnelModel model, Actor me, Actor ines) {
        var funnel = funnels.figures(query, me);
        for (var stage : Stage.stages()) {
            var expected = model.figures(
                    query,
                    stage.number(),
                    facts -> !me.equals(ines)
                            || facts.owner().equals(ines.member().value()));
            assertThat(asMap(funnel.at(stage)))
                    .as("seed %d, %s, %s", seed, stage, query)
                    .isEqualTo(expected);
            for (var kind : LISTED) {
                var figure = query.toFigure(
                        kind,
                        stage == Stage.GROWTH || !kind.equals("young")
                                ? stage.id()
                                : stage.id() + ","
                                        + Stage.of(stage.number() + 1).id());
                if (kind.equals("young") && stage == Stage.GROWTH) {
                    continue;
                }
                assertThat((long) sql.fetchCount(JOURNEY, Objects.requireNonNull(list.special("figure", figure, me))))
                        .as("seed %d, list of %s", seed, figure)
                        .isEqualTo(expected.get(kind));
            }
        }
    }

    @Test
    void who_reached_a_stage_went_on_or_left_or_is_still_open(Given given, Journeys journeys, ChangeSets changes) {
        var histories = new RandomHistories(77, Instant.parse("2026-11-20T10:00:00Z"))
                .write(300, given, sql, journeys, changes, given.administrator());
        given.run(() -> {
            var funnel = funnels.figures(FunnelQuery.everything(), given.administrator());
            var model = new FunnelModel(histories, funnels.today());
            for (var stage : Stage.stages().subList(0, 9)) {
                var s = stage.number();
                var open = model.population(FunnelQuery.everything(), _ -> true).stream()
                        .filter(j -> j.furthest() == s && !j.is().exited())
                        .count();
                var startedLater = model.population(FunnelQuery.everything(), _ -> true).stream()
                        .filter(j -> j.start() == s + 1)
                        .count();
                var next = funnel.at(Stage.of(s + 1)).reached() - startedLater;
                assertThat(funnel.at(stage).reached())
                        .isEqualTo(next + funnel.at(stage).exited() + open);
            }
        });
    }

    @Test
    void groups_of_a_pair_add_up_to_the_funnel(Given given, Journeys journeys, ChangeSets changes, FunnelPairs pairs) {
        new RandomHistories(78, Instant.parse("2024-01-20T10:00:00Z"))
                .write(300, given, sql, journeys, changes, given.administrator());
        given.run(() -> {
            var me = given.administrator();
            var funnel = funnels.figures(FunnelQuery.everything(), me);
            for (var by : List.of("channel", "source", "segment", "owner", "country", "team", "month", "campaign")) {
                var groups = pairs.pairs(FunnelQuery.everything(), Stage.LEAD, Stage.WON, by, me);
                assertThat(groups.stream().mapToLong(Funnel.Pair::reachedFrom).sum())
                        .as(by)
                        .isEqualTo(funnel.at(Stage.LEAD).reached());
                assertThat(groups)
                        .allSatisfy(group -> assertThat(group.conversion())
                                .isEqualTo((double) group.reachedTo() / group.reachedFrom()));
            }
            assertThat(pairs.pairs(FunnelQuery.everything(), Stage.LEAD, Stage.WON, "owner", me))
                    .extracting(Funnel.Pair::group)
                    .containsExactly("Claire Fontaine");
        });
    }

    private static FunnelQuery query(Random random, int i, Actor karim) {
        var filters = new EnumMap<Dimension, List<String>>(Dimension.class);
        if (random.nextInt(3) == 0) {
            filters.put(Dimension.CHANNEL, List.of("inbound", "unknown"));
        }
        if (random.nextInt(3) == 0) {
            filters.put(Dimension.SEGMENT, List.of("smb", FunnelQuery.NONE));
        }
        if (random.nextInt(4) == 0) {
            filters.put(Dimension.SOURCE, List.of("web"));
        }
        if (random.nextInt(5) == 0) {
            filters.put(Dimension.MEMBER, List.of(karim.member().toString()));
        }
        var from = LocalDate.of(2025, 8, 1).plusDays(random.nextInt(300));
        return new FunnelQuery(
                random.nextBoolean() ? Basis.COHORT : Basis.ACTIVITY,
                i == 0 || random.nextInt(4) == 0 ? null : from,
                i == 0 || random.nextInt(3) == 0 ? null : from.plusDays(random.nextInt(250)),
                filters);
    }

    private static Map<String, @Nullable Object> asMap(Funnel.StageFigures figures) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("reached", figures.reached());
        all.put("inbound", figures.byChannel().get("inbound"));
        all.put("entered", figures.enteredDated());
        all.put("exited", figures.exited());
        all.put("undated", figures.undated());
        all.put("current", figures.current());
        all.put("young", figures.tooYoung());
        all.put("negative", figures.negativeDays());
        all.put("median", rounded(figures.medianDays()));
        all.put("p90", rounded(figures.p90Days()));
        all.put("conversion", figures.conversion());
        return all;
    }

    private static @Nullable Double rounded(@Nullable Double days) {
        return days == null ? null : Math.round(days * 1e6) / 1e6;
    }
}
