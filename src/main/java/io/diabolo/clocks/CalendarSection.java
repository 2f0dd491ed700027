package io.diabolo.clocks;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Places;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** When the workspace works: the week, whose holidays, and its own closing days. */
@Component
class CalendarSection implements ConfigurationSection<CalendarSection.Said> {
    private static final String KEY = "working_time";
    private final CalendarSettings calendar;

    CalendarSection(CalendarSettings calendar) {
        this.calendar = calendar;
    }

    /** @param week hours by day, as the settings show them: {@code 09:00-12:30, 13:30-18:00} */
    record Said(Map<String, String> week, String country, String region, Map<LocalDate, String> closingDays) {}

    @Override
    public String id() {
        return "calendar";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var settings = calendar.settings();
        var week = new LinkedHashMap<String, String>();
        for (var day : DayOfWeek.values()) {
            week.put(CalendarSettings.name(day), settings.hours().text(day).replace('–', '-'));
        }
        return Map.of(KEY, new Said(week, settings.country(), settings.region(), new TreeMap<>(settings.closing())));
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        if (!key.equals(KEY)) {
            throw new BadInput("", "configuration.fault.item", KEY);
        }
        for (var label : wanted.closingDays().values()) {
            if (label.length() > CalendarSettings.LONGEST_LABEL) {
                throw new BadInput("closing_days", "problem.field.too-long", CalendarSettings.LONGEST_LABEL);
            }
        }
        var days = Arrays.stream(DayOfWeek.values()).map(CalendarSettings::name).toList();
        wanted.week().keySet().stream()
                .filter(day -> !days.contains(day))
                .findFirst()
                .ifPresent(day -> {
                    throw new BadInput("week." + day, "configuration.fault.unknown");
                });
        Places.named(
                field -> days.contains(field) ? "week." + field : field,
                () -> calendar.change(
                        new CalendarSettings.Settings(
                                CalendarSettings.week(wanted.week()),
                                wanted.country(),
                                wanted.region(),
                                wanted.closingDays()),
                        me));
    }

    @Override
    public Set<String> actions() {
        return Set.of("calendar.changed");
    }

    @Override
    public boolean mayApply(Actor me) {
        return me.administrator() && me.scope().includes(Scope.ADMIN);
    }

    @Override
    public boolean isSetBack() {
        return true;
    }
}
