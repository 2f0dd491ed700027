package io.diabolo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTest {
    private static TemplateStep task(String id, String... after) {
        return new TemplateStep(id, "task", "us", "ops", 1, null, List.of(after), id, "", false);
    }

    private static TemplateStep goLive(String... after) {
        return new TemplateStep(
                "go-live", "milestone", "us", null, 1, null, List.of(after), "Mise en service", "", false);
    }

    @Test
    void steps_that_wait_for_each_other_are_named_in_their_ring() {
        assertThatThrownBy(
                        () -> TemplateCheck.checked(List.of(task("a", "c"), task("b", "a"), task("c", "b"), goLive())))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.key()).isEqualTo("onboarding.template.fault.cycle");
                            assertThat(fault.args()).containsExactly("a → c → b → a");
                        }));
    }

    @Test
    void the_go_live_waits_for_all_that_nothing_else_waits_for() {
        var kept = TemplateCheck.checked(List.of(task("a"), task("b", "a"), task("c"), goLive()));
        assertThat(kept.getLast().after()).containsExactly("b", "c");
    }

    @Test
    void each_thing_that_is_wrong_is_said_at_its_step() {
        var steps = List.of(
                new TemplateStep("a", "task", "us", null, 300, null, List.of("nobody"), "", "", false),
                new TemplateStep("b", "task", "customer", null, 1, -1, List.of(), "Données", "", true),
                goLive());
        assertThatThrownBy(() -> TemplateCheck.checked(steps))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .containsExactlyInAnyOrder(
                                        "steps[0].name_fr",
                                        "steps[0].days",
                                        "steps[0].role",
                                        "steps[0].after",
                                        "steps[1].due_in",
                                        "steps[1].asks"));
    }

    /** A ring is found exactly where the steps can't be put into an order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_ring_is_found_where_there_is_one_and_nowhere_else(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var count = 2 + random.nextInt(8);
            var steps = IntStream.range(0, count)
                    .mapToObj(at -> task(
                            "s" + at,
                            IntStream.range(0, count)
                                    .filter(other -> other != at && random.nextInt(count) == 0)
                                    .mapToObj(other -> "s" + other)
                                    .toArray(String[]::new)))
                    .toList();
            assertThat(TemplateCheck.cycle(steps).isEmpty())
                    .as("seed %s round %s: %s", seed, round, steps)
                    .isEqualTo(canBeOrdered(steps));
        }
    }

    private static boolean canBeOrdered(List<TemplateStep> steps) {
        var left = new ArrayList<>(steps);
        var done = new HashSet<String>();
        while (left.removeIf(step -> done.containsAll(step.after()) && done.add(step.id()))) {
            // one more layer
        }
        return left.isEmpty();
    }
}
