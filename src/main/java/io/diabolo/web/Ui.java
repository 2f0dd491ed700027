package io.diabolo.web;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a page needs of its request: who looks, in which language and zone, and by which way. A controller's method takes
 * it as an argument; every page gets it as {@code ui} without asking.
 */
public final class Ui {
    private final Texts texts;
    private final Formats formats;
    private final Instant begun;
    private final Visit visit;
    private final Navigation navigation;

    Ui(Texts texts, Clock clock, ZoneId zone, Visit visit, Navigation navigation) {
        this.texts = texts;
        this.begun = clock.instant();
        this.formats = new Formats(texts, visit.locale(), zone, clock);
        this.visit = visit;
        this.navigation = navigation;
    }

    /** One without a request, for tests of formats and parts; nobody is signed in. */
    public static Ui detached(Texts texts, Clock clock, Locale locale, ZoneId zone) {
        return new Ui(texts, clock, zone, Visit.detached(locale), Navigation.none());
    }

    /** The text of a key in the reader's language. */
    public String t(String key, Object... args) {
        return texts.text(locale(), key, args);
    }

    public boolean signedIn() {
        return visit.me() != null;
    }

    /** @throws IllegalStateException before sign-in; such pages are few and ask {@link #signedIn()} */
    public Actor me() {
        var me = visit.me();
        if (me == null) {
            throw new IllegalStateException("nobody is signed in at " + path());
        }
        return me;
    }

    public Locale locale() {
        return visit.locale();
    }

    public ZoneId zone() {
        return formats.zone();
    }

    public Instant now() {
        return formats.clock().instant();
    }

    /** When the page was asked for: it shows nothing later. */
    public Instant begun() {
        return begun;
    }

    public LocalDate today() {
        return formats.today();
    }

    /** 20 nov., with the year when it isn't the present one. */
    public String day(LocalDate day) {
        return formats.day(day);
    }

    public String day(Instant instant) {
        return formats.day(formats.local(instant));
    }

    /** nov. 2026. */
    public String month(YearMonth month) {
        return formats.month(month);
    }

    /** 20 novembre 2026. */
    public String dayLong(LocalDate day) {
        return formats.dayLong(day);
    }

    public String time(Instant instant) {
        return formats.time(instant);
    }

    /** Day and time: 20 nov. à 14 h 05. */
    public String moment(Instant instant) {
        return t("web.moment", day(instant), time(instant));
    }

    /** How long ago, or in how long. */
    public String ago(Instant instant) {
        return formats.ago(instant);
    }

    public String money(Money money) {
        return formats.money(money);
    }

    /** 412 k€: for figures that are looked at, not copied. */
    public String moneyShort(Money money) {
        return formats.moneyShort(money);
    }

    public String number(long number) {
        return formats.number(BigDecimal.valueOf(number), 0, 0);
    }

    /** All its decimals, but no trailing zeros. */
    public String number(BigDecimal number) {
        return formats.number(number, 0, Math.max(0, number.stripTrailingZeros().scale()));
    }

    public String number(double number, int digits) {
        return formats.number(BigDecimal.valueOf(number), digits, digits);
    }

    public String percent(double ratio, int digits) {
        return formats.percent(ratio, digits);
    }

    /** 1,8 j. */
    public String days(double days) {
        return formats.days(days);
    }

    /** The path asked for, without query; {@link #query()} starts with ? or is empty. */
    public String path() {
        return visit.path();
    }

    public String query() {
        return visit.query();
    }

    /** True when htmx asks for the content alone, which isn't so when it restores history. */
    public boolean partial() {
        return visit.partial();
    }

    public Csrf csrf() {
        return visit.csrf().get();
    }

    /** The address of a file of {@code static/}, which changes with its content: {@code css}, {@code js/app.js}. */
    public String asset(String name) {
        return navigation.assets().path(name);
    }

    /** The navigation of the member, with counts; none before sign-in. */
    List<Navigation.Section> navigation(String active) {
        var me = visit.me();
        return me == null ? List.of() : navigation.sections(me, active.isEmpty() ? path() : active, visit.turned());
    }

    /** None before sign-in. */
    @Nullable
    Bell bell() {
        return visit.me() == null ? null : navigation.bell();
    }

    /** When a figure of the navigation is fetched: after the page, on the way to the next one, and when the bell rings. */
    String later() {
        var bell = bell();
        var calm = "load delay:400ms, looked-elsewhere from:body delay:400ms";
        return bell == null ? calm : calm + ", " + bell.topics(me());
    }

    String workspace() {
        var me = visit.me();
        return me == null ? "Diabolo" : navigation.workspace(me);
    }

    /** Says something on the next page shown, after a redirect. */
    public void flash(Flash flash) {
        visit.flashes().keep(flash);
    }

    public void flash(String textKey, Serializable... args) {
        flash(Flash.of(textKey, args));
    }

    /** What is to be said now; it is said once. */
    @Nullable
    Flash flash() {
        return visit.flashes().take();
    }
}
