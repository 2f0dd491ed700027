package io.diabolo.growth;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the list of renewals shows.
 *
 * @param month whose renewals are listed; null: all that are open
 */
record RenewalPage(
        RenewalList.Overview overview,
        RenewalList.Part part,
        @Nullable YearMonth month,
        Renewal.@Nullable State state,
        YearMonth from,
        Ui ui) {
    static final List<Renewal.State> STATES =
            List.of(Renewal.State.OPEN, Renewal.State.UPCOMING, Renewal.State.WON, Renewal.State.LOST);
    private static final YearMonth EARLIEST = YearMonth.of(1950, 1);
    private static final YearMonth LATEST = YearMonth.of(2150, 1);

    /** The month an address names; null where it names none. */
    static @Nullable YearMonth month(String text) {
        try {
            var month = text.isBlank() ? null : YearMonth.parse(text.strip());
            return month == null || month.isBefore(EARLIEST) || month.isAfter(LATEST) ? null : month;
        } catch (DateTimeException _) {
            return null;
        }
    }

    static Renewal.@Nullable State state(String text) {
        return STATES.stream()
                .filter(state -> state.id().equals(text))
                .findFirst()
                .orElse(null);
    }

    /** Which of them are listed; null: all of the month. */
    Renewal.@Nullable State shown() {
        return state == null && month == null ? Renewal.State.OPEN : state;
    }

    String name(YearMonth one) {
        return ui.month(one);
    }

    String sum(RenewalList.Sum sum) {
        return sum.count() == 0
                ? "–"
                : ui.t(
                        "renewal.sum",
                        ui.moneyShort(
                                Money.ofMinor(sum.minor(), overview.currency().getCurrencyCode())),
                        sum.count());
    }

    String path(@Nullable YearMonth of, Renewal.@Nullable State which) {
        return "/renewals?from=" + from + (of == null ? "" : "&month=" + of)
                + (which == null ? "" : "&state=" + which.id());
    }

    String next() {
        return path(month, state) + "&after=" + part.next();
    }

    String notice(Renewal renewal) {
        return notice(renewal, ui);
    }

    /** How much time is left to give notice, or that it has passed. */
    static String notice(Renewal renewal, Ui ui) {
        var days = ChronoUnit.DAYS.between(ui.today(), renewal.noticeOn());
        return days < 0
                ? ui.t("renewal.notice.past", ui.day(renewal.noticeOn()))
                : ui.t("renewal.notice.left", ui.day(renewal.noticeOn()), days);
    }

    boolean isNear(Renewal renewal) {
        return renewal.state() == Renewal.State.OPEN
                && !renewal.noticeOn().isAfter(ui.today().plusDays(RenewalQueue.NEAR));
    }

    /** What leads on: the renewal once it is opened, until then the contract. */
    String link(Renewal renewal) {
        return renewal.id() == null ? "/contracts/" + renewal.contract() : "/renewals/" + renewal.id();
    }
}
