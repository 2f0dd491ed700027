package io.diabolo.demo;

import io.diabolo.journey.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One journey through the cycle, as luck has it: stage after stage with believable shares and delays, as far as today
 * reaches. Shares and medians are those of a healthy French software house, so that the funnel looks like one.
 */
final class Course {
    /** A stage entered on a day. */
    record Step(Stage to, LocalDate on) {}

    /** How one stage usually goes on: the share that moves on, the median days, the exit of most others. */
    private record Habit(Stage stage, double share, double days, Stage exit, double exitDays) {}

    private static final List<Habit> HABITS = List.of(
            new Habit(Stage.LEAD, 0.21, 4, Stage.DISQUALIFIED, 12),
            new Habit(Stage.QUALIFIED, 0.50, 3, Stage.DISQUALIFIED, 18),
            new Habit(Stage.DISCOVERY, 0.68, 9, Stage.LOST, 24),
            new Habit(Stage.PROPOSAL, 0.68, 12, Stage.LOST, 22),
            new Habit(Stage.CLOSING, 0.74, 16, Stage.LOST, 20),
            new Habit(Stage.WON, 0.97, 1, Stage.CHURNED, 40),
            new Habit(Stage.DELIVERY, 0.95, 38, Stage.CHURNED, 60));

    private final Chance chance;
    private final LocalDate today;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Stage exit;

    private Course(Chance chance, LocalDate today) {
        this.chance = chance;
        this.today = today;
    }

    /**
     * @param fit multiplies the shares of the stages before the signature: a referral goes further than a cold call
     * @param slowness multiplies the delays: an enterprise takes its time
     */
    static Course run(Chance chance, Stage start, LocalDate from, LocalDate today, double fit, double slowness) {
        var course = new Course(chance, today);
        course.steps.add(new Step(start, from));
        for (var habit : HABITS) {
            if (habit.stage().number() >= start.number() && !course.goOn(habit, fit, slowness)) {
                break;
            }
        }
        return course;
    }

    private boolean goOn(Habit habit, double fit, double slowness) {
        boolean beforeSignature = habit.stage().number() < Stage.WON.number();
        double share = beforeSignature ? Math.min(0.95, habit.share() * fit) : habit.share();
        if (chance.happens(share)) {
            var next = Stage.of(habit.stage().number() + 1);
            return enter(next, chance.days(habit.days() * slowness, 0.6));
        }
        // A few just stay where they are; most leave by and by.
        if (chance.happens(0.9) && enter(habit.exit(), chance.days(habit.exitDays() * slowness, 0.7))) {
            exit = habit.exit();
        }
        return false;
    }

    private boolean enter(Stage stage, int days) {
        var day = steps.getLast().on().plusDays(days);
        if (day.isAfter(today)) {
            return false;
        }
        steps.add(new Step(stage, day));
        return true;
    }

    void add(Stage stage, LocalDate on) {
        steps.add(new Step(stage, on));
        exit = stage.isExit() ? stage : exit;
    }

    List<Step> steps() {
        return steps;
    }

    @Nullable
    Stage exit() {
        return exit;
    }

    /** The furthest of the ten stages. */
    Stage furthest() {
        return steps.stream()
                .map(Step::to)
                .filter(stage -> !stage.isExit())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    Stage current() {
        return steps.getLast().to();
    }

    boolean reached(Stage stage) {
        return furthest().number() >= stage.number();
    }

    LocalDate lastDay() {
        return steps.getLast().on();
    }

    @Nullable
    LocalDate on(Stage stage) {
        return steps.stream()
                .filter(step -> step.to() == stage)
                .map(Step::on)
                .findFirst()
                .orElse(null);
    }
}
