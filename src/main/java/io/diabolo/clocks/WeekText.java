package io.diabolo.clocks;

import io.diabolo.clocks.WorkingHours.Span;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The hours of a week as a table keeps them: {@code {"1": [[540, 750], [810, 1080]]}}. */
@Component
class WeekText {
    private final JsonMapper json;

    WeekText(JsonMapper json) {
        this.json = json;
    }

    WorkingHours read(JSONB text) {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        json.readTree(text.data()).properties().forEach(day -> {
            var spans = new ArrayList<Span>();
            day.getValue()
                    .forEach(span ->
                            spans.add(new Span(span.get(0).asInt(), span.get(1).asInt())));
            days.put(DayOfWeek.of(Integer.parseInt(day.getKey())), List.copyOf(spans));
        });
        return new WorkingHours(days);
    }

    JSONB write(WorkingHours hours) {
        Map<String, List<int[]>> week = new LinkedHashMap<>();
        for (var day : DayOfWeek.values()) {
            week.put(
                    String.valueOf(day.getValue()),
                    hours.on(day).stream()
                            .map(span -> new int[] {span.from(), span.to()})
                            .toList());
        }
        return JSONB.valueOf(json.writeValueAsString(week));
    }
}
