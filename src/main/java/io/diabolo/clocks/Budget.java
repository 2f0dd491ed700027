package io.diabolo.clocks;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long a promise may take, in working time. */
public record Budget(int amount, Unit unit) {
    /** A working day isn't a number of hours: what is due in one is due at the same hour of the next day that is worked. */
    public enum Unit {
        MINUTES(10_000),
        HOURS(2_000),
        DAYS(500);

        /** The most that anybody promises: also who works an hour a week gets there some day. */
        private final int most;

        Unit(int most) {
            this.most = most;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Unit of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public Budget {
        if (amount < 1 || amount > unit.most) {
            throw new IllegalArgumentException("no budget: " + amount);
        }
    }

    public static Budget minutes(int amount) {
        return new Budget(amount, Unit.MINUTES);
    }

    public static Budget hours(int amount) {
        return new Budget(amount, Unit.HOURS);
    }

    public static Budget days(int amount) {
        return new Budget(amount, Unit.DAYS);
    }

    Instant due(Instant start, WorkingCalendar calendar) {
        return switch (unit) {
            case MINUTES -> calendar.due(start, Duration.ofMinutes(amount));
            case HOURS -> calendar.due(start, Duration.ofHours(amount));
            case DAYS -> calendar.dueInDays(start, amount);
        };
    }
}
