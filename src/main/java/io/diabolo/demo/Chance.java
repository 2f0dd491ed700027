package io.diabolo.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Seeded luck: the same demo each time, but for the day on which it ends. */
final class Chance {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private final Random random;
    private final Instant now;

    Chance(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    double share() {
        return random.nextDouble();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** So many different ones. */
    <T> List<T> distinct(List<T> of, int wanted) {
        var shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(wanted, shuffled.size()));
    }

    /** Days with this median, log-normal as durations in sales are. */
    int days(double median, double sigma) {
        return (int) Math.round(median * Math.exp(sigma * random.nextGaussian()));
    }

    /** A moment in the working hours of a day; a weekend moves to Monday, or to Friday while that is still to come. */
    Instant workingTime(LocalDate day) {
        var weekday = day.getDayOfWeek().getValue();
        var working = weekday > 5 ? day.plusDays(8L - weekday) : day;
        var hour = LocalTime.of(8 + random.nextInt(10), random.nextInt(60));
        while (working.atTime(hour).atZone(ZONE).toInstant().isAfter(now)) {
            working = working.minusDays(working.getDayOfWeek() == DayOfWeek.MONDAY ? 3 : 1);
        }
        return working.atTime(hour).atZone(ZONE).toInstant();
    }

    /** A UUIDv7 of that moment, so that ids sort by time as real ones do. */
    UUID id(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
