package io.diabolo.journey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ten stages of the double funnel, fixed in meaning, and the exits from it. Numbers are those of the tables. */
public enum Stage {
    MARKET(1),
    LEAD(2),
    QUALIFIED(3),
    DISCOVERY(4),
    PROPOSAL(5),
    CLOSING(6),
    WON(7),
    DELIVERY(8),
    LIVE(9),
    GROWTH(10),
    DISQUALIFIED(11),
    LOST(12),
    CHURNED(13),
    /** A further lead of a deal that another lead brought: neither a gain nor a loss. */
    JOINED(14);

    private static final List<Stage> STAGES = List.of(values()).subList(0, 10);
    private final int number;

    Stage(int number) {
        this.number = number;
    }

    /** The ten stages in order, without the exits. */
    public static List<Stage> stages() {
        return STAGES;
    }

    public static Stage of(int number) {
        return values()[number - 1];
    }

    /** By its name in the API, such as {@code won}. */
    public static Optional<Stage> named(String id) {
        return Arrays.stream(values()).filter(stage -> stage.id().equals(id)).findFirst();
    }

    public int number() {
        return number;
    }

    public boolean isExit() {
        return number > 10;
    }

    /** In the API and in texts: {@code stage.<id>}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
