package io.diabolo.targets;

import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a member reaches of a full target since they began: nothing before, then each month a share, then all of it. Months are
 * counted from the day on which they began, so who begins on the 16th changes over on the 16th.
 *
 * @param shares percent, the first month first
 */
public record Ramp(LocalDate start, List<Integer> shares) {
    static final int MOST_MONTHS = 24;
    private static final int FULL = 100;
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\u00a0\\u202f%/;,|]+");

    public Ramp {
        shares = List.copyOf(shares);
    }

    /** From then on all is expected. */
    public LocalDate fullFrom() {
        return start.plusMonths(shares.size());
    }

    /** Days of one share, within others. */
    record Piece(LocalDate from, LocalDate to, int percent) {
        long days() {
            return ChronoUnit.DAYS.between(from, to);
        }
    }

    /** The days from one to before the other, cut where the share changes. */
    List<Piece> pieces(LocalDate from, LocalDate to) {
        var all = new ArrayList<Piece>();
        add(all, from, to, from, start, 0);
        for (var month = 0; month < shares.size(); month++) {
            // Always from the first day: a 31st comes back after February.
            add(all, from, to, start.plusMonths(month), start.plusMonths(month + 1L), shares.get(month));
        }
        add(all, from, to, fullFrom(), to, FULL);
        return all;
    }

    private static void add(
            List<Piece> all, LocalDate from, LocalDate to, LocalDate begin, LocalDate end, int percent) {
        var first = begin.isBefore(from) ? from : begin;
        var last = end.isAfter(to) ? to : end;
        if (first.isBefore(last)) {
            all.add(new Piece(first, last, percent));
        }
    }

    /** Of a calendar month, between 0 and 1: by its days. */
    BigDecimal share(YearMonth month) {
        var days = pieces(month.atDay(1), month.plusMonths(1).atDay(1)).stream()
                .mapToLong(piece -> piece.days() * piece.percent())
                .sum();
        return BigDecimal.valueOf(days)
                .divide(BigDecimal.valueOf((long) FULL * month.lengthOfMonth()), MathContext.DECIMAL64);
    }

    /**
     * Shares as they are typed, such as 0 / 25 / 50 / 75 / 100.
     *
     * @throws BadInput when they are none, too many, or beyond 100 %
     */
    static List<Integer> typed(String text) {
        var words = BETWEEN.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || words.size() > MOST_MONTHS) {
            throw new BadInput("shares", "ramp.fault.months", MOST_MONTHS);
        }
        return words.stream().map(Ramp::percent).toList();
    }

    private static int percent(String word) {
        if (!word.matches("\\d{1,3}") || Integer.parseInt(word) > FULL) {
            throw new BadInput("shares", "ramp.fault.share");
        }
        return Integer.parseInt(word);
    }

    static String typed(List<Integer> shares) {
        return String.join(" / ", shares.stream().map(String::valueOf).toList());
    }
}
